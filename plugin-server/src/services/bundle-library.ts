import type { BundleFetch } from '../domain/bundle-fetch.ts';
import type { Bundle } from '../domain/bundle.ts';
import { counted } from '../domain/counted.ts';
import { PRIVILEGE_NAMES } from '../domain/privilege.ts';
import type { PrivilegeId } from '../domain/privilege.ts';
import { Problem } from '../domain/problem.ts';
import type { BundleShelf } from '../ports/bundle-catalog.ts';
import type { BundleFetchLog } from '../ports/bundle-fetch-log.ts';
import type { BundleImports, ImportedBundle, IncomingBundle } from '../ports/bundle-imports.ts';
import type { AuthenticatedUser, Vcenters } from '../ports/vcenter.ts';
import type { AuditTrail } from './audit-trail.ts';
import type { BundleUsage, BundleUser } from './bundle-usage.ts';
import type { BundleListing, BundleUseCases } from './bundle-use-cases.ts';
import type { ActivityUseCases } from './use-cases.ts';
import { notFound, visibilityFor } from './visibility.ts';

export interface BundleLibraryParts {
  readonly vcenters: Vcenters;
  readonly bundles: BundleShelf;
  readonly imports: BundleImports;
  readonly usage: BundleUsage;
  readonly fetches: Pick<BundleFetchLog, 'list'>;
  readonly activities: Pick<ActivityUseCases, 'find'>;
  readonly trail: AuditTrail;
}

/** Bundles that are taken in at the same time; each is written to the disk and read again. */
const IMPORTS_AT_ONCE = 2;

/** Looking after the bundles: taking in, deleting, and telling who fetched them. */
export class BundleLibrary implements BundleUseCases {
  readonly uploadLimit: number;
  readonly #parts: BundleLibraryParts;
  #imports = 0;

  constructor(parts: BundleLibraryParts) {
    this.#parts = parts;
    this.uploadLimit = parts.imports.limit;
  }

  async list(): Promise<BundleListing> {
    const { bundles } = this.#parts;
    const [held, refused] = await Promise.all([bundles.list(), bundles.refused()]);
    const servedOverHttp = bundles.offersHttp();
    return { bundles: held, refused, uploadLimit: this.uploadLimit, servedOverHttp };
  }

  import(user: AuthenticatedUser, incoming: IncomingBundle): Promise<ImportedBundle> {
    const target = `a bundle for ${incoming.flavor}`;
    return this.#parts.trail.record(
      { user, action: 'bundle.import', target },
      async () => {
        await this.#demand(user, 'Host.Config.Patch');
        return this.#receive(incoming);
      },
      ({ bundle, isNew }) => ({
        target: nameOf(bundle),
        account: user.userName,
        detail: isNew ? 'The bundle was taken in.' : 'The server held this bundle already.',
      }),
    );
  }

  async remove(user: AuthenticatedUser, bundleId: string): Promise<void> {
    await this.#parts.trail.record(
      { user, action: 'bundle.delete', target: bundleId },
      async () => {
        await this.#demand(user, 'Host.Config.Patch');
        return this.#remove(user, bundleId);
      },
      (bundle) => ({
        target: nameOf(bundle),
        account: user.userName,
        detail: 'The bundle was deleted.',
      }),
    );
  }

  async fetches(
    user: AuthenticatedUser,
    bundleId: string,
    limit: number,
  ): Promise<readonly BundleFetch[]> {
    await this.#demand(user, 'System.Read');
    // Fetches of a bundle that is gone can still be asked for; they say why an installation failed.
    return this.#parts.fetches.list({ bundleIds: [bundleId], limit });
  }

  async fetchesOfActivity(
    user: AuthenticatedUser,
    activityId: string,
    limit: number,
  ): Promise<readonly BundleFetch[]> {
    const activity = await this.#parts.activities.find(user, activityId);
    const { createdAt, startedAt, finishedAt } = activity;
    const bundleIds = activity.clusters.flatMap(({ bundleId }) => bundleId ?? []);
    return this.#parts.fetches.list({
      bundleIds: [...new Set(bundleIds)],
      since: startedAt ?? createdAt,
      ...(finishedAt !== null && { until: finishedAt }),
      limit,
    });
  }

  async #receive(incoming: IncomingBundle): Promise<ImportedBundle> {
    if (this.#imports >= IMPORTS_AT_ONCE) {
      throw new Problem('tooManyRequests', 'Other bundles are being uploaded; try again soon.');
    }
    this.#imports += 1;
    try {
      return await this.#parts.imports.receive(incoming);
    } finally {
      this.#imports -= 1;
    }
  }

  async #remove(user: AuthenticatedUser, bundleId: string): Promise<Bundle> {
    const bundle = await this.#find(bundleId);
    if (bundle.origin === 'folder') {
      const detail = 'This bundle was put into a folder on the server. Delete the file there.';
      throw new Problem('notPermitted', detail);
    }
    await this.#refuseWhileUsed(user, bundle);
    if (!(await this.#parts.imports.remove(bundleId))) throw notFound('bundle', bundleId);
    return bundle;
  }

  async #find(bundleId: string): Promise<Bundle> {
    const bundle = await this.#parts.bundles.find(bundleId);
    if (bundle === null) throw notFound('bundle', bundleId);
    return bundle;
  }

  /** Bundles belong to the whole server, so the privilege is asked for on the folder above everything. */
  async #demand(user: AuthenticatedUser, privilege: PrivilegeId): Promise<void> {
    const { privileges, rootFolder, name } = await this.#parts.vcenters.connect(user.vcGuid);
    const visible = await visibilityFor(privileges, user, [rootFolder], [privilege]);
    if (visible.canSee(rootFolder) && visible.missing.length === 0) return;
    const detail = `You need the privilege ${PRIVILEGE_NAMES[privilege]} on ${name} as a whole for that.`;
    throw new Problem('notPermitted', detail);
  }

  async #refuseWhileUsed(user: AuthenticatedUser, bundle: Bundle): Promise<void> {
    const { usage } = this.#parts;
    const users = await usage.usersOf(bundle);
    if (users.length > 0) throw inUse(await this.#describeUsers(user, users));
    // Asked last: an activity may have begun while the vCenters were asked.
    if (usage.isNeededByActivity(bundle.id)) throw inUse('An activity is working with it.');
  }

  /** Names only clusters that the user may see. */
  async #describeUsers(user: AuthenticatedUser, users: readonly BundleUser[]): Promise<string> {
    const { privileges } = await this.#parts.vcenters.connect(user.vcGuid);
    const here = users.filter(({ vcGuid }) => vcGuid === user.vcGuid);
    const refs = here.map(({ cluster }) => cluster);
    const visible = await visibilityFor(privileges, user, refs);
    const names = here
      .filter((each) => visible.canSee(each.cluster))
      .map((each) => each.clusterName);
    const others = users.length - names.length;
    const rest =
      others > 0 ? [counted(others, names.length > 0 ? 'other cluster' : 'cluster')] : [];
    return `vCenter fetches it again for new hosts of ${[...names, ...rest].join(', ')}.`;
  }
}

function nameOf({ fileName, id }: Bundle): string {
  return `${fileName} (${id.slice(0, 12)})`;
}

function inUse(why: string): Problem {
  return new Problem('bundleInUse', `The bundle is in use. ${why}`);
}
