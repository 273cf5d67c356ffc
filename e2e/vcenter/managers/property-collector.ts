import { notAuthenticated } from '../core/access.ts';
import type { DataObject, Ref } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { VimFault, invalidArgument, managedObjectNotFound } from '../core/vim-fault.ts';
import { PROPERTY_COLLECTOR } from '../core/well-known.ts';
import { FilterState } from './property-collector-filter.ts';
import { PropertyQuery } from './property-collector-query.ts';
import { installRetrieval } from './property-collector-retrieve.ts';
import { CollectorWatch } from './property-collector-watch.ts';

/** The watches by session and collector: the default collector is one object, but each session has its own filters in it. */
class Watches {
  readonly #bySession = new Map<string, Map<string, CollectorWatch>>();

  of(sessionKey: string, collector: Ref): CollectorWatch {
    const own = this.#bySession.get(sessionKey) ?? new Map<string, CollectorWatch>();
    this.#bySession.set(sessionKey, own);
    const watch = own.get(collector.value) ?? new CollectorWatch();
    own.set(collector.value, watch);
    return watch;
  }

  /** All watches of a session by the collector's value. */
  all(sessionKey: string): ReadonlyMap<string, CollectorWatch> {
    return this.#bySession.get(sessionKey) ?? new Map<string, CollectorWatch>();
  }

  drop(sessionKey: string): void {
    this.#bySession.delete(sessionKey);
  }
}

/** Adds the property collector: reading at once, in pages, and by waiting for updates. */
export function installPropertyCollector(vcenter: Vcenter): void {
  const { registry, methods, sessions } = vcenter;
  const watches = new Watches();
  const filtersOf = (sessionKey: string | undefined, collector: Ref): Ref[] =>
    sessionKey === undefined
      ? []
      : [...watches.of(sessionKey, collector).filters.values()].map((filter) => filter.ref);
  const put = (collector: Ref, owner?: string): void =>
    registry.put({
      ref: collector,
      properties: {},
      computed: { filter: ({ sessionKey }) => filtersOf(sessionKey, collector) },
      ...(owner === undefined ? {} : { owner }),
    });
  put(PROPERTY_COLLECTOR);
  installRetrieval(vcenter);
  installWaiting(vcenter, watches);
  methods.define('PropertyCollector', 'CreatePropertyCollector', ({ session }) => {
    const value = `session[${session.key}]${registry.nextId('collector')}`;
    const collector: Ref = { type: 'PropertyCollector', value };
    put(collector, session.key);
    return collector;
  });
  methods.define('PropertyCollector', 'DestroyPropertyCollector', ({ target, session }) => {
    const watch = watches.of(session.key, target.ref);
    destroyFilters(vcenter, watch);
    watch.cancel(managedObjectNotFound(target.ref));
    // The default collector is everybody's and stays.
    if (target.owner !== undefined) registry.remove(target.ref);
  });
  sessions.onEnd(({ key }) => {
    for (const [value, watch] of watches.all(key)) {
      const collector: Ref = { type: 'PropertyCollector', value };
      destroyFilters(vcenter, watch);
      watch.cancel(notAuthenticated(collector));
      if (value !== PROPERTY_COLLECTOR.value) registry.remove(collector);
    }
    watches.drop(key);
  });
}

function destroyFilters(vcenter: Vcenter, watch: CollectorWatch): void {
  for (const filter of watch.filters.values()) {
    filter.destroy();
    vcenter.registry.remove(filter.ref);
  }
  watch.filters.clear();
}

/** The methods of filters and of waiting for their updates. */
function installWaiting(vcenter: Vcenter, watches: Watches): void {
  const { methods } = vcenter;
  const define = (name: string, handler: (watch: CollectorWatch, call: Call) => unknown): void =>
    methods.define('PropertyCollector', name, (call) =>
      handler(watches.of(call.session.key, call.target.ref), call),
    );
  define('CreateFilter', createFilter);
  define('WaitForUpdatesEx', (watch, call) => {
    const { options = {} } = call.args as { options?: WaitOptions };
    const { maxWaitSeconds = Infinity, maxObjectUpdates = Infinity } = options;
    if (maxWaitSeconds < 0) throw invalidArgument('options.maxWaitSeconds');
    if (maxObjectUpdates < 1) throw invalidArgument('options.maxObjectUpdates');
    return waitFor(watch, call, { maxWaitSeconds, maxObjectUpdates });
  });
  define('WaitForUpdates', (watch, call) => waitFor(watch, call, {}));
  define('CheckForUpdates', (watch, call) => waitFor(watch, call, { maxWaitSeconds: 0 }));
  define('CancelWaitForUpdates', (watch) => watch.cancel(new VimFault('RequestCanceled')));
  methods.define('PropertyFilter', 'DestroyPropertyFilter', ({ target, session }) => {
    for (const watch of watches.all(session.key).values()) {
      watch.filters.get(target.ref.value)?.destroy();
      watch.filters.delete(target.ref.value);
    }
    vcenter.registry.remove(target.ref);
  });
}

interface WaitOptions {
  readonly maxWaitSeconds?: number;
  readonly maxObjectUpdates?: number;
}

function waitFor(
  watch: CollectorWatch,
  { args, signal }: Call,
  { maxWaitSeconds = Infinity, maxObjectUpdates = Infinity }: WaitOptions,
): Promise<DataObject | undefined> {
  const { version = '' } = args as { version?: string };
  const maxWaitMs = maxWaitSeconds * 1000;
  return watch.wait(version, { maxWaitMs, maxObjects: maxObjectUpdates, signal });
}

function createFilter(watch: CollectorWatch, { vcenter, session, apiVersion, args }: Call): Ref {
  const spec = args['spec'] as DataObject;
  const query = new PropertyQuery(vcenter, apiVersion, spec);
  const value = `session[${session.key}]${vcenter.registry.nextId('filter')}`;
  const filter: Ref = { type: 'PropertyFilter', value };
  const { partialUpdates } = args;
  vcenter.registry.put({ ref: filter, owner: session.key, properties: { spec, partialUpdates } });
  const state = new FilterState(filter, { vcenter, query, session, wake: watch.wake });
  watch.filters.set(value, state);
  watch.wake();
  return filter;
}
