import type { DataObject, Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import type { Registry } from '../core/registry.ts';
import type { Session } from '../core/session.ts';
import type { Events } from '../core/vcenter.ts';
import type { Schema } from '../schema/schema.ts';
import { ancestors, eventEntities } from './event-scope.ts';

/** An event in the history. */
export interface LoggedEvent extends DataObject {
  readonly $type: string;
  readonly key: number;
  readonly createdTime: Date;
  readonly userName: string;
}

/** Older events fall out of the history. */
const KEPT = 20_000;

/** The event history of the simulated vCenter, oldest first. */
export class EventLog implements Events {
  readonly #registry: Registry;
  readonly #schema: Schema;
  readonly #events: LoggedEvent[] = [];
  readonly #listeners = new Set<() => void>();
  #nextKey = 1;

  constructor(registry: Registry, schema: Schema) {
    this.#registry = registry;
    this.#schema = schema;
  }

  post(event: DataObject, session?: Session): void {
    const key = this.#nextKey;
    this.#nextKey += 1;
    const logged: LoggedEvent = {
      chainId: key,
      ...event,
      $type: event.$type ?? 'GeneralEvent',
      key,
      createdTime: new Date(),
      userName: session?.userName ?? '',
    };
    this.#events.push(logged);
    if (this.#events.length > KEPT) this.#events.shift();
    for (const listener of this.#listeners) listener();
  }

  /** Calls the listener after each new event. */
  onPost(listener: () => void): void {
    this.#listeners.add(listener);
  }

  latest(): LoggedEvent | undefined {
    return this.#events.at(-1);
  }

  /** The events that an `EventFilterSpec` asks for, oldest first. */
  matching(filter: DataObject): LoggedEvent[] {
    const tests = [
      this.#byType(filter),
      this.#byEntity(filter['entity'] as DataObject | undefined),
      byTime(filter['time'] as DataObject | undefined),
      byUser(filter['userName'] as DataObject | undefined),
      byChain(filter['eventChainId'] as number | undefined),
    ];
    return this.#events.filter((event) => tests.every((test) => test(event)));
  }

  /** `type` names classes and what derives from them; `eventTypeId` the ids, which are `vim.event.<class>` for events without an id of their own. */
  #byType(filter: DataObject): Test {
    const ids = (filter['eventTypeId'] as string[] | undefined) ?? [];
    const types = (filter['type'] as string[] | undefined) ?? [];
    if (ids.length === 0 && types.length === 0) return () => true;
    return (event) =>
      ids.includes(eventTypeId(event)) ||
      types.some((type) => this.#schema.isDataA(event.$type, type));
  }

  #byEntity(spec: DataObject | undefined): Test {
    if (spec === undefined) return () => true;
    const wanted = refKey(spec['entity'] as Ref);
    const recursion = spec['recursion'];
    return (event) => {
      const entities = eventEntities(event);
      if (recursion === 'self') return entities.some((entity) => refKey(entity) === wanted);
      const lines = entities.map((entity) => [...ancestors(this.#registry, entity)].map(refKey));
      if (recursion === 'all') return lines.some((line) => line.includes(wanted));
      return lines.some((line) => line[1] === wanted);
    };
  }
}

type Test = (event: LoggedEvent) => boolean;

/** The id by which filters know an event. */
export function eventTypeId(event: DataObject): string {
  const own = event['eventTypeId'];
  return typeof own === 'string' ? own : `vim.event.${event.$type ?? 'Event'}`;
}

function byTime(spec: DataObject | undefined): Test {
  const begin = (spec?.['beginTime'] as Date | undefined)?.getTime() ?? -Infinity;
  const end = (spec?.['endTime'] as Date | undefined)?.getTime() ?? Infinity;
  return (event) => event.createdTime.getTime() >= begin && event.createdTime.getTime() <= end;
}

function byUser(spec: DataObject | undefined): Test {
  if (spec === undefined) return () => true;
  const users = (spec['userList'] as string[] | undefined) ?? [];
  return ({ userName }) =>
    users.includes(userName) || (spec['systemUser'] === true && userName === '');
}

function byChain(chainId: number | undefined): Test {
  return (event) => chainId === undefined || event['chainId'] === chainId;
}
