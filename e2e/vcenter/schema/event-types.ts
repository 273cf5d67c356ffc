/** Events: types and methods. Facts of the vSphere API reference, in schema order. */
export const eventTypes = `
type Event {
  key: int; chainId: int; createdTime: dateTime; userName: string;
  datacenter?: DatacenterEventArgument; computeResource?: ComputeResourceEventArgument;
  host?: HostEventArgument; vm?: VmEventArgument; ds?: DatastoreEventArgument;
  net?: NetworkEventArgument; dvs?: DvsEventArgument; fullFormattedMessage?: string;
  changeTag?: string;
}
type EventArgument { }
type EntityEventArgument : EventArgument { name: string }
type DatacenterEventArgument : EntityEventArgument { datacenter: ref Datacenter }
type ComputeResourceEventArgument : EntityEventArgument { computeResource: ref ComputeResource }
type HostEventArgument : EntityEventArgument { host: ref HostSystem }
type VmEventArgument : EntityEventArgument { vm: ref VirtualMachine }
type DatastoreEventArgument : EntityEventArgument { datastore: ref Datastore }
type NetworkEventArgument : EntityEventArgument { network: ref Network }
type DvsEventArgument : EntityEventArgument { dvs: ref DistributedVirtualSwitch }
type GeneralEvent : Event { message: string }
type GeneralUserEvent : GeneralEvent { }
type EventEx : Event {
  eventTypeId: string; severity?: string; message?: string; arguments?: KeyAnyValue[];
  objectId?: string; objectType?: string; objectName?: string; fault?: LocalizedMethodFault;
}
type ExtendedEvent : GeneralEvent {
  eventTypeId: string; managedObject: ref ManagedObject; data?: ExtendedEventPair[];
}
type ExtendedEventPair { key: string; value: string }
enum EventEventSeverity { error warning info user }
type HostEvent : Event { }
type HostAddedEvent : HostEvent { }
type HostRemovedEvent : HostEvent { }
type HostConnectedEvent : HostEvent { }
type HostDisconnectedEvent : HostEvent { reason?: string }
type HostConnectionLostEvent : HostEvent { }
type EnteringMaintenanceModeEvent : HostEvent { }
type EnteredMaintenanceModeEvent : HostEvent { }
type ExitMaintenanceModeEvent : HostEvent { }
type ClusterEvent : Event { }
type DrsDisabledEvent : ClusterEvent { }
type DrsEnabledEvent : ClusterEvent { behavior: string }
type VmEvent : Event { template: boolean }
type VmMigratedEvent : VmEvent {
  sourceHost: HostEventArgument; sourceDatacenter?: DatacenterEventArgument;
  sourceDatastore?: DatastoreEventArgument;
}
type EventFilterSpec {
  entity?: EventFilterSpecByEntity; time?: EventFilterSpecByTime;
  userName?: EventFilterSpecByUsername; eventChainId?: int; alarm?: ref Alarm;
  scheduledTask?: ref ScheduledTask; disableFullMessage?: boolean; category?: string[];
  type?: string[]; tag?: string[]; eventTypeId?: string[]; maxCount?: int @6.5;
  delayedInit?: boolean @8.0.3.0;
}
type EventFilterSpecByEntity {
  entity: ref ManagedEntity; recursion: EventFilterSpecRecursionOption;
}
type EventFilterSpecByTime { beginTime?: dateTime; endTime?: dateTime }
type EventFilterSpecByUsername { systemUser: boolean; userList?: string[] }
enum EventFilterSpecRecursionOption { self children all }
type SessionEvent : Event { }
type UserLoginSessionEvent : SessionEvent {
  ipAddress: string; userAgent?: string; locale: string; sessionId: string;
}
type UserLogoutSessionEvent : SessionEvent {
  ipAddress?: string; userAgent?: string; callCount?: long; sessionId?: string;
  loginTime?: dateTime;
}
type EventDescription {
  category: ElementDescription[]; eventInfo: EventDescriptionEventDetail[];
  enumeratedTypes?: EnumDescription[];
}
type EventDescriptionEventDetail {
  key: string; description?: string; category: string; formatOnDatacenter: string;
  formatOnComputeResource: string; formatOnHost: string; formatOnVm: string; fullFormat: string;
  longDescription?: string;
}
type EnumDescription { key: string; tags: ElementDescription[] }
object EventHistoryCollector : HistoryCollector {
  latestPage?: Event[]; initialized?: boolean @8.0.3.0;
}
method EventHistoryCollector.ReadNextEvents(maxCount: int): Event[] priv none
method EventHistoryCollector.ReadPreviousEvents(maxCount: int): Event[] priv none
object EventManager {
  description: EventDescription !System.View; latestEvent?: Event !System.View;
  maxCollector: int !System.View;
}
method EventManager.CreateCollectorForEvents(
  filter: EventFilterSpec
): ref EventHistoryCollector priv System.View
method EventManager.LogUserEvent(
  entity: ref ManagedEntity !Global.LogEvent,
  msg: string
): void priv none
method EventManager.QueryEvents(filter: EventFilterSpec): Event[] priv System.View
method EventManager.PostEvent(eventToPost: Event, taskInfo?: TaskInfo): void priv Global.LogEvent
`;
