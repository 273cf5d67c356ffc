import { Problem } from '../domain/problem.ts';
import { isFault } from '../domain/vim-fault.ts';
import type { Clock } from '../ports/clock.ts';
import type { VcenterConnection, Vcenters } from '../ports/vcenter.ts';
import { PbmService } from './pbm/pbm-service.ts';
import { PbmStoragePolicies } from './pbm/storage-policies.ts';
import { SERVICE_INSTANCE } from './service-content.ts';
import { CautiousLogin } from './cautious-login.ts';
import type { ServiceAccount } from './cautious-login.ts';
import type { VcenterAddress, VcenterLink } from './vcenter-link.ts';
import type { VcenterLinks } from './vcenter-links.ts';
import { RestSession } from './rest/rest-session.ts';
import { VmTags } from './rest/vm-tags.ts';
import { BulkReader } from './vim25/bulk-reader.ts';
import { VimHostMaintenance } from './vim25/host-maintenance.ts';
import { VimHostWatch } from './vim25/host-watch.ts';
import { VimInventory } from './vim25/inventory.ts';
import { VimIoFilters } from './vim25/io-filters.ts';
import { VimPrivileges } from './vim25/privileges.ts';
import { PropertyUpdates } from './vim25/property-updates.ts';
import { VimTasks } from './vim25/tasks.ts';
import { VimVmInventory } from './vim25/vm-inventory.ts';
import { VmReconfiguration } from './vim25/vm-reconfiguration.ts';
import { VimSession } from './vim-session.ts';

/** One vCenter as the configuration holds it. */
export type VcenterEntry = VcenterAddress & ServiceAccount;

interface Account extends ServiceAccount {
  readonly login: CautiousLogin;
}

interface Open {
  readonly connection: VcenterConnection;
  close(): Promise<void>;
}

/** The connections under the service accounts: one session per vCenter, opened once however many ask at the same time. */
export class ServiceConnections implements Vcenters {
  readonly #links: VcenterLinks;
  readonly #accounts: ReadonlyMap<string, Account>;
  readonly #clock: Clock;
  readonly #open = new Map<string, Promise<Open>>();

  constructor(links: VcenterLinks, entries: readonly VcenterEntry[], clock: Clock) {
    this.#links = links;
    this.#accounts = new Map(
      entries.map((entry) => {
        const login = new CautiousLogin(entry, clock);
        const { userName, password } = entry;
        return [entry.vcGuid.toLowerCase(), { userName, password, login }];
      }),
    );
    this.#clock = clock;
  }

  list(): readonly { readonly vcGuid: string; readonly name: string }[] {
    return this.#links.list();
  }

  /** @throws Problem `unknownVcenter` or `vcenterUnavailable` (credentials refused, wrong server), or VcenterUnreachable. */
  async connect(vcGuid: string): Promise<VcenterConnection> {
    const key = vcGuid.toLowerCase();
    let opening = this.#open.get(key);
    if (!opening) {
      opening = this.#openConnection(key);
      this.#open.set(key, opening);
      opening.catch(() => this.#open.delete(key));
    }
    return (await opening).connection;
  }

  /** Logs all sessions out; the links stay open for others. */
  async stop(): Promise<void> {
    const connections = await Promise.allSettled(this.#open.values());
    this.#open.clear();
    const opened = connections.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    await Promise.all(opened.map((each) => each.close()));
  }

  async #openConnection(key: string): Promise<Open> {
    const link = await this.#links.link(key);
    const account = this.#accounts.get(key);
    if (!account) throw new Problem('unknownVcenter', 'This vCenter has no service account.');
    const session = await logIn(link, account);
    const clock = this.#clock;
    const updates = new PropertyUpdates(session.send, link.content, clock);
    const rest = new RestSession(link, account, clock);
    return {
      connection: connectionOver(link, session, { updates, rest, clock }),
      close: async () => {
        updates.stop();
        await rest.close();
        await session.close(link.content.sessionManager);
      },
    };
  }
}

async function logIn(link: VcenterLink, account: Account): Promise<VimSession> {
  try {
    return await VimSession.open(link, account.login.at(link));
  } catch (error) {
    // Expected: the password was changed or the account locked.
    if (!isFault(error, 'InvalidLogin')) throw error;
    throw new Problem(
      'vcenterUnavailable',
      `vCenter ${link.address.name} refused the service account ${account.userName}. ` +
        'Ask the administrator of the plug-in server to enter its password again.',
      { cause: error },
    );
  }
}

function connectionOver(
  link: VcenterLink,
  session: VimSession,
  shared: {
    readonly updates: PropertyUpdates;
    readonly rest: RestSession;
    readonly clock: Clock;
  },
): VcenterConnection {
  const { content, apiVersion, address } = link;
  const { updates, rest, clock } = shared;
  const tags = new VmTags(rest, clock);
  const pbm = new PbmService(session.sendThrough((jar) => link.pbmSendWith(jar)));
  const reader = new BulkReader(session, content);
  const reconfiguration = new VmReconfiguration(session.send, reader);
  const currentTime = async (): Promise<Date> => {
    const call = { target: SERVICE_INSTANCE, operation: 'CurrentTime', args: {} };
    return new Date(String(await session.send(call)));
  };
  return {
    vcGuid: address.vcGuid,
    name: address.name,
    apiVersion,
    serviceAccount: session.user.userName,
    rootFolder: content.rootFolder,
    ioFilters: new VimIoFilters(session.send, content.ioFilterManager),
    inventory: new VimInventory(session, content, apiVersion, clock),
    privileges: new VimPrivileges(session, content.authorizationManager),
    tasks: new VimTasks({ session, content, updates, clock }),
    hostWatch: new VimHostWatch(updates, apiVersion),
    hostMaintenance: new VimHostMaintenance(session.send),
    storagePolicies: new PbmStoragePolicies(pbm, content.instanceUuid, reconfiguration),
    vms: new VimVmInventory(reader, reconfiguration, () => tags.read()),
    currentTime,
    ping: async () => {
      await currentTime();
    },
  };
}
