import type { DataObject, Ref } from '../core/managed-object.ts';
import { ref } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { invalidArgument } from '../core/vim-fault.ts';
import { createEventCollector, defineEventCollector } from './event-collector.ts';
import { EventLog } from './event-log.ts';
import { eventScope } from './event-scope.ts';

/** The one event manager of a vCenter. */
export const eventManager: Ref = ref('EventManager', 'EventManager');

const DEFAULT_MAX_EVENTS = 1000;

/** The classes of events that happen here: key, category, text. */
const eventDetails: readonly (readonly [string, string, string])[] = [
  ['ExtendedEvent', 'info', 'Extended event'],
  ['EventEx', 'info', 'Extended event'],
  ['GeneralUserEvent', 'user', 'User logged event: {message}'],
  ['HostAddedEvent', 'info', 'Added host {host.name}'],
  ['HostRemovedEvent', 'info', 'Removed host {host.name}'],
  ['HostConnectedEvent', 'info', 'Connected to host {host.name}'],
  ['HostDisconnectedEvent', 'info', 'Disconnected from host {host.name}'],
];

/** Puts the event manager into the registry, defines its methods and makes the vCenter record events from now on. */
export function installEventManager(vcenter: Vcenter): EventLog {
  const log = new EventLog(vcenter.registry, vcenter.schema);
  vcenter.events = log;
  vcenter.registry.put({
    ref: eventManager,
    properties: { description: description(), maxCollector: 32 },
    computed: { latestEvent: () => log.latest() },
  });
  log.onPost(() => vcenter.registry.touch(eventManager, ['latestEvent']));
  const { methods } = vcenter;
  methods.define('EventManager', 'QueryEvents', ({ args }) => queryEvents(log, args));
  methods.define('EventManager', 'CreateCollectorForEvents', (call) =>
    createEventCollector(log, call),
  );
  methods.define('EventManager', 'PostEvent', postEvent);
  methods.define('EventManager', 'LogUserEvent', logUserEvent);
  defineEventCollector(log, vcenter);
  return log;
}

/** The newest events that match, oldest first; at most `maxCount` or 1000 (the order is the simulation's choice). */
function queryEvents(log: EventLog, args: Call['args']): DataObject[] {
  const filter = args['filter'] as DataObject;
  const maxCount = (filter['maxCount'] as number | undefined) ?? DEFAULT_MAX_EVENTS;
  if (maxCount < 1) throw invalidArgument('filter.maxCount');
  return log.matching(filter).slice(-maxCount);
}

/** Only extended events can be posted; time, key and user are vCenter's (vSphere API reference). */
function postEvent({ vcenter, session, args }: Call): void {
  const event = args['eventToPost'] as DataObject;
  const type = event.$type ?? 'Event';
  const posted = ['EventEx', 'ExtendedEvent', 'GeneralUserEvent'];
  if (!posted.some((base) => vcenter.schema.isDataA(type, base))) {
    throw invalidArgument('eventToPost');
  }
  vcenter.events.post(event, session);
}

function logUserEvent({ vcenter, session, args }: Call): void {
  const entity = args['entity'] as Ref;
  const message = String(args['msg']);
  vcenter.registry.get(entity);
  const event = { $type: 'GeneralUserEvent', ...eventScope(vcenter.registry, entity), message };
  vcenter.events.post({ ...event, fullFormattedMessage: message }, session);
}

function description(): DataObject {
  const category = (key: string, label: string): DataObject => ({ label, summary: label, key });
  return {
    category: [
      category('info', 'Information'),
      category('warning', 'Warning'),
      category('error', 'Error'),
      category('user', 'User'),
    ],
    eventInfo: eventDetails.map(([key, category, text]) => ({
      key,
      description: text,
      category,
      formatOnDatacenter: text,
      formatOnComputeResource: text,
      formatOnHost: text,
      formatOnVm: text,
      fullFormat: text,
    })),
  };
}
