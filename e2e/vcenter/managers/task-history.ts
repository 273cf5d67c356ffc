import {
  isRef,
  refKey,
  type DataObject,
  type ManagedObject,
  type Ref,
} from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import { userKey } from '../core/user-name.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { VimFault, invalidArgument } from '../core/vim-fault.ts';
import type { TaskStore } from './task-store.ts';

/** Collectors that one session may have. vSphere API reference. */
const MAX_COLLECTORS = 32;

interface Scroll {
  readonly spec: DataObject;
  /** Index of the next task to read forwards. */
  position: number;
  pageSize: number;
}

type Handler = (scroll: Scroll, call: Call) => unknown;

/** Adds the collectors that scroll through the tasks of the past. */
export function installTaskHistory(vcenter: Vcenter, store: TaskStore): void {
  const { registry, methods, sessions } = vcenter;
  const scrolls = new Map<string, Scroll>();
  const all = (scroll: Scroll): DataObject[] =>
    store.history().filter((info) => matches(vcenter, scroll.spec, info));
  const latest = (scroll: Scroll): DataObject[] => all(scroll).slice(-scroll.pageSize).reverse();
  methods.define('TaskManager', 'CreateCollectorForTasks', ({ session, args }) => {
    const own = registry
      .ofType('TaskHistoryCollector')
      .filter((each) => each.owner === session.key);
    if (own.length >= MAX_COLLECTORS) throw new VimFault('InvalidState');
    const filter = args['filter'] as DataObject;
    const scroll: Scroll = { spec: filter, position: 0, pageSize: 10 };
    const value = `session[${session.key}]${registry.nextId('taskCollector')}`;
    const collector: Ref = { type: 'TaskHistoryCollector', value };
    scrolls.set(value, scroll);
    registry.put({
      ref: collector,
      owner: session.key,
      properties: { filter: { $type: 'TaskFilterSpec', ...filter } },
      computed: { latestPage: () => latest(scroll) },
    });
    return collector;
  });
  const drop = (collector: Ref): void => {
    scrolls.delete(collector.value);
    registry.remove(collector);
  };
  const define = (name: string, handler: Handler): void =>
    methods.define('TaskHistoryCollector', name, (call) => {
      const scroll = scrolls.get(call.target.ref.value);
      return scroll === undefined ? undefined : handler(scroll, call);
    });
  define('DestroyCollector', (_, { target }) => drop(target.ref));
  defineScrolling(define, all);
  sessions.onEnd(({ key }) => {
    const own = (each: ManagedObject): boolean => each.owner === key;
    for (const each of registry.ofType('TaskHistoryCollector').filter(own)) drop(each.ref);
  });
}

/** Reading goes on from where the last reading ended; rewinding goes to the oldest task, resetting to the newest page. */
function defineScrolling(
  define: (name: string, handler: Handler) => void,
  all: (scroll: Scroll) => DataObject[],
): void {
  define('ReadNextTasks', (scroll, { args }) => {
    const end = scroll.position + atLeastOne(args['maxCount'] as number);
    const page = all(scroll).slice(scroll.position, end);
    scroll.position += page.length;
    return page;
  });
  define('ReadPreviousTasks', (scroll, { args }) => {
    const start = Math.max(0, scroll.position - atLeastOne(args['maxCount'] as number));
    const page = all(scroll).slice(start, scroll.position).reverse();
    scroll.position = start;
    return page;
  });
  define('RewindCollector', (scroll) => {
    scroll.position = 0;
  });
  define('ResetCollector', (scroll) => {
    scroll.position = Math.max(0, all(scroll).length - scroll.pageSize);
  });
  define('SetCollectorPageSize', (scroll, { args }) => {
    scroll.pageSize = atLeastOne(args['maxCount'] as number);
  });
}

function atLeastOne(maxCount: number): number {
  if (maxCount < 1) throw invalidArgument('maxCount');
  return maxCount;
}

function matches(vcenter: Vcenter, spec: DataObject, info: DataObject): boolean {
  return (
    matchesEntity(vcenter, spec['entity'] as DataObject | undefined, info['entity']) &&
    matchesTime(spec['time'] as DataObject | undefined, info) &&
    matchesUser(spec['userName'] as DataObject | undefined, info['reason'] as DataObject) &&
    isOneOf(spec['state'], info['state']) &&
    isOneOf(spec['eventChainId'], info['eventChainId']) &&
    isOneOf(spec['activationId'], info['activationId']) &&
    isOneOf(spec['parentTaskKey'], info['parentTaskKey']) &&
    isOneOf(spec['rootTaskKey'], info['rootTaskKey'])
  );
}

/** Whether a list from the filter is empty or holds the value. */
function isOneOf(wanted: unknown, value: unknown): boolean {
  return !Array.isArray(wanted) || wanted.length === 0 || wanted.includes(value);
}

function matchesEntity(vcenter: Vcenter, spec: DataObject | undefined, entity: unknown): boolean {
  if (spec === undefined) return true;
  if (!isRef(entity)) return false;
  const wanted = refKey(spec['entity'] as Ref);
  const { recursion } = spec;
  if (recursion !== 'children' && refKey(entity) === wanted) return true;
  if (recursion === 'self') return false;
  let parent: unknown = vcenter.registry.find(entity)?.properties['parent'];
  while (isRef(parent)) {
    if (refKey(parent) === wanted) return true;
    parent = recursion === 'all' ? vcenter.registry.find(parent)?.properties['parent'] : undefined;
  }
  return false;
}

const timeMembers: Readonly<Record<string, string>> = {
  queuedTime: 'queueTime',
  startedTime: 'startTime',
  completedTime: 'completeTime',
};

function matchesTime(spec: DataObject | undefined, info: DataObject): boolean {
  if (spec === undefined) return true;
  const time = info[timeMembers[spec['timeType'] as string] ?? 'queueTime'] as Date | undefined;
  const begin = spec['beginTime'] as Date | undefined;
  const end = spec['endTime'] as Date | undefined;
  return (
    time !== undefined &&
    (begin === undefined || time >= begin) &&
    (end === undefined || time <= end)
  );
}

function matchesUser(spec: DataObject | undefined, reason: DataObject): boolean {
  if (spec === undefined) return true;
  const { userName } = reason as { userName?: string };
  if (userName === undefined) return spec['systemUser'] === true;
  return (spec['userList'] as string[]).some((each) => userKey(each) === userKey(userName));
}
