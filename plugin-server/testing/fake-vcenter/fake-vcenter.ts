import type { Bundle, BundleFlavor, RefusedBundle } from '../../src/domain/bundle.ts';
import type { ClusterFacts, InventoryFacts } from '../../src/domain/inventory-facts.ts';
import { Problem } from '../../src/domain/problem.ts';
import type { BundleCatalog } from '../../src/ports/bundle-catalog.ts';
import type { SessionUser, VcenterConnection, Vcenters } from '../../src/ports/vcenter.ts';
import { FakeClock } from '../fake-clock.ts';
import { FakeHostMaintenance } from './fake-host-maintenance.ts';
import { FakeHostWatch } from './fake-host-watch.ts';
import { FakeInventory } from './fake-inventory.ts';
import { FakeIoFilters } from './fake-io-filters.ts';
import { FakeLine, FakeWire } from './fake-line.ts';
import { FakeOperations } from './fake-operations.ts';
import { FakePrivileges } from './fake-privileges.ts';
import { FakeStoragePolicies } from './fake-storage-policies.ts';
import { FakeTasks } from './fake-tasks.ts';
import { FakeVmInventory } from './fake-vm-inventory.ts';
import { FakeWorld } from './fake-world.ts';

export const FAKE_VC_GUID = '11111111-2222-3333-4444-555555555555';
export const FAKE_ROOT_FOLDER = { type: 'Folder', value: 'group-d1' } as const;
export const FAKE_SERVICE_ACCOUNT = 'VSPHERE.LOCAL\\service';

export interface FakeVcenterOptions {
  readonly clusters: readonly ClusterFacts[];
  readonly standaloneHosts?: InventoryFacts['standaloneHosts'];
  readonly bundles?: readonly Bundle[];
  readonly now?: () => Date;
}

/**
 * A vCenter in memory that holds to the rules of the real one as far as the core depends on them; the contract specs hold it to what the
 * real adapters do. It also keeps the bundles, which it fetches by URL without any network.
 */
export class FakeVcenter implements BundleCatalog {
  readonly world: FakeWorld;
  readonly wire = new FakeWire();
  readonly operations: FakeOperations;
  readonly #bundles: readonly Bundle[];

  constructor(options: FakeVcenterOptions) {
    const {
      clusters,
      standaloneHosts = [],
      bundles = [],
      now = () => new FakeClock().now(),
    } = options;
    this.world = new FakeWorld({ clusters, standaloneHosts }, now);
    this.operations = new FakeOperations(this.world);
    this.#bundles = bundles;
    for (const bundle of bundles) this.world.bundlesByUrl.set(this.urlOf(bundle), bundle);
    for (const kind of ['setup', 'update', 'remove', 'resolve', 'policies'])
      this.world.registeredTaskTypes.add(`com.rtr.iofilter.task.${kind}`);
  }

  /** The vCenters as one server process knows them. */
  vcenters(line: FakeLine = new FakeLine(this.wire)): Vcenters {
    const connection = this.connection(line);
    return {
      list: () => [{ vcGuid: FAKE_VC_GUID, name: connection.name }],
      connect: (vcGuid) =>
        line.call('connect', () => {
          if (vcGuid !== FAKE_VC_GUID) throw new Problem('unknownVcenter', 'Unknown vCenter.');
          return connection;
        }),
    };
  }

  connection(line: FakeLine = new FakeLine(this.wire)): VcenterConnection {
    return {
      vcGuid: FAKE_VC_GUID,
      name: 'vc.example.com',
      apiVersion: '8.0.3.0',
      serviceAccount: FAKE_SERVICE_ACCOUNT,
      rootFolder: FAKE_ROOT_FOLDER,
      ioFilters: new FakeIoFilters(this.world, this.operations, line),
      inventory: new FakeInventory(this.world, line),
      privileges: new FakePrivileges(this.world, line),
      tasks: new FakeTasks(this.world, line),
      hostWatch: new FakeHostWatch(this.world, line),
      hostMaintenance: new FakeHostMaintenance(this.world, this.operations.pace, line),
      storagePolicies: new FakeStoragePolicies(this.world, this.operations.pace, line),
      vms: new FakeVmInventory(this.world, line),
      currentTime: () => line.call('CurrentTime', () => this.world.now()),
      ping: () => line.call('CurrentTime', () => undefined),
    };
  }

  /** Logs somebody in who may do everything but what is listed. */
  user(name: string, ...denials: readonly { objectId: string; privilege: string }[]): SessionUser {
    this.world.denials.set(`session-${name}`, denials);
    return {
      userName: `VSPHERE.LOCAL\\${name}`,
      fullName: name,
      sessionKey: `session-${name}`,
      vcGuid: FAKE_VC_GUID,
    };
  }

  /** Takes privileges from the service account. */
  denyServiceAccount(...denials: readonly { objectId: string; privilege: string }[]): void {
    this.world.denials.set('service', denials);
  }

  refused(): Promise<readonly RefusedBundle[]> {
    return Promise.resolve([]);
  }

  list(): Promise<readonly Bundle[]> {
    return Promise.resolve(this.#bundles);
  }

  latest(flavor: BundleFlavor): Promise<Bundle | null> {
    return Promise.resolve(this.#bundles.find((bundle) => bundle.flavor === flavor) ?? null);
  }

  find(id: string): Promise<Bundle | null> {
    return Promise.resolve(this.#bundles.find((bundle) => bundle.id === id) ?? null);
  }

  urlOf(bundle: Bundle): string {
    return `https://plugin.example.com/bundles/${bundle.id}.zip`;
  }

  offersHttp(): boolean {
    return false;
  }

  certificatePem(): string {
    return '-----BEGIN CERTIFICATE-----\nfake\n-----END CERTIFICATE-----\n';
  }
}
