import type { DataObject, Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import type { Call, Method } from '../core/method-table.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { invalidArgument } from '../core/vim-fault.ts';
import type { EventLog, LoggedEvent } from './event-log.ts';

/** One client's view of the history; `position` lies between two events. */
interface Collector {
  readonly filter: DataObject;
  pageSize: number;
  /** Events with a lower key are "previous", the others "next". */
  position: number;
}

const DEFAULT_PAGE = 10;
const MAX_PAGE = 1000;

/** The collectors that are open, by reference, for each vCenter. */
const collectorsOf = new WeakMap<EventLog, Map<string, Collector>>();

function collectors(log: EventLog): Map<string, Collector> {
  let open = collectorsOf.get(log);
  if (open === undefined) collectorsOf.set(log, (open = new Map<string, Collector>()));
  return open;
}

/** `CreateCollectorForEvents`: the collector belongs to the session and starts as after a reset. */
export function createEventCollector(log: EventLog, call: Call): Ref {
  const { vcenter, session, args } = call;
  const self = ref(
    'EventHistoryCollector',
    vcenter.registry.nextId(`session[${session.key}]EventCollector`),
  );
  const collector: Collector = {
    filter: args['filter'] as DataObject,
    pageSize: DEFAULT_PAGE,
    position: 0,
  };
  reset(log, collector);
  collectors(log).set(refKey(self), collector);
  vcenter.registry.put({
    ref: self,
    owner: session.key,
    properties: { filter: collector.filter, initialized: true },
    computed: { latestPage: () => latestPage(log, collector) },
  });
  return self;
}

/** Newest first, as the client shows them. */
function latestPage(log: EventLog, collector: Collector): LoggedEvent[] {
  return log.matching(collector.filter).slice(-collector.pageSize).reverse();
}

/** Places the collector just before the latest page: reading backwards then gives what is older. */
function reset(log: EventLog, collector: Collector): void {
  collector.position = latestPage(log, collector).at(-1)?.key ?? 0;
}

/** Defines the methods of event collectors and ends those of a session with it. */
export function defineEventCollector(log: EventLog, vcenter: Vcenter): void {
  const open = collectors(log);
  const define = (name: string, run: (collector: Collector, call: Call) => unknown): void => {
    const method: Method = (call) => {
      const collector = open.get(refKey(call.target.ref));
      return collector === undefined ? undefined : run(collector, call);
    };
    vcenter.methods.define('EventHistoryCollector', name, method);
  };
  define('ReadNextEvents', (collector, { args }) => readNext(log, collector, count(args)));
  define('ReadPreviousEvents', (collector, { args }) => readPrevious(log, collector, count(args)));
  define('ResetCollector', (collector) => reset(log, collector));
  define('RewindCollector', (collector) => {
    collector.position = 0;
  });
  define('SetCollectorPageSize', (collector, { args }) => {
    collector.pageSize = count(args);
  });
  define('DestroyCollector', (_, { target }) => {
    open.delete(refKey(target.ref));
    vcenter.registry.remove(target.ref);
  });
  log.onPost(() => {
    for (const object of vcenter.registry.ofType('EventHistoryCollector')) {
      vcenter.registry.touch(object.ref, ['latestPage']);
    }
  });
  endWithSession(open, vcenter);
}

function endWithSession(open: Map<string, Collector>, vcenter: Vcenter): void {
  vcenter.sessions.onEnd((session) => {
    for (const object of vcenter.registry.ofType('EventHistoryCollector')) {
      if (object.owner !== session.key) continue;
      open.delete(refKey(object.ref));
      vcenter.registry.remove(object.ref);
    }
  });
}

function count(args: Call['args']): number {
  const maxCount = args['maxCount'] as number;
  if (maxCount < 1 || maxCount > MAX_PAGE) throw invalidArgument('maxCount');
  return maxCount;
}

function readNext(log: EventLog, collector: Collector, maxCount: number): LoggedEvent[] {
  const events = log.matching(collector.filter).filter(({ key }) => key >= collector.position);
  const page = events.slice(0, maxCount);
  const last = page.at(-1);
  if (last !== undefined) collector.position = last.key + 1;
  return page;
}

function readPrevious(log: EventLog, collector: Collector, maxCount: number): LoggedEvent[] {
  const events = log.matching(collector.filter).filter(({ key }) => key < collector.position);
  const page = events.slice(-maxCount).reverse();
  const last = page.at(-1);
  if (last !== undefined) collector.position = last.key;
  return page;
}
