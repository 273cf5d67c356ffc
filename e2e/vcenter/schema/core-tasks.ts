/** Tasks and extensions. Facts of the vSphere API reference, in schema order. */
export const coreTasks = `
enum TaskInfoState { queued running success error }
type TaskReason { }
type TaskReasonUser : TaskReason { userName: string }
type TaskReasonSystem : TaskReason { }
type TaskInfo {
  key: string; task: ref Task; description?: LocalizableMessage; name?: string;
  descriptionId: string; entity?: ref ManagedEntity; entityName?: string;
  locked?: ref ManagedEntity[]; state: TaskInfoState; cancelled: boolean; cancelable: boolean;
  error?: LocalizedMethodFault; result?: anyType; progress?: int;
  progressDetails?: KeyAnyValue[] @8.0.1.0; reason: TaskReason; queueTime: dateTime;
  startTime?: dateTime; completeTime?: dateTime; eventChainId: int; changeTag?: string;
  parentTaskKey?: string; rootTaskKey?: string; activationId?: string;
}
type TypeDescription : Description { key: string }
type TaskDescription {
  methodInfo: ElementDescription[+]; state: ElementDescription[+]; reason: TypeDescription[+];
}
enum TaskFilterSpecRecursionOption { self children all }
enum TaskFilterSpecTimeOption { queuedTime startedTime completedTime }
type TaskFilterSpecByEntity {
  entity: ref ManagedEntity; recursion: TaskFilterSpecRecursionOption;
}
type TaskFilterSpecByTime {
  timeType: TaskFilterSpecTimeOption; beginTime?: dateTime; endTime?: dateTime;
}
type TaskFilterSpecByUsername { systemUser: boolean; userList?: string[] }
type TaskFilterSpec {
  entity?: TaskFilterSpecByEntity; time?: TaskFilterSpecByTime;
  userName?: TaskFilterSpecByUsername; activationId?: string[]; state?: TaskInfoState[];
  alarm?: ref Alarm; scheduledTask?: ref ScheduledTask; eventChainId?: int[]; tag?: string[];
  parentTaskKey?: string[]; rootTaskKey?: string[];
}
object TaskManager {
  recentTask?: ref Task[] !System.View; description: TaskDescription !System.View;
  maxCollector: int !System.View;
}
method TaskManager.CreateTask(
  obj: ref ManagedObject !Task.Create, taskTypeId: string, initiatedBy?: string,
  cancelable: boolean, parentTaskKey?: string, activationId?: string): TaskInfo priv none
method TaskManager.CreateCollectorForTasks(filter: TaskFilterSpec): ref TaskHistoryCollector
  priv System.View
object Task { info: TaskInfo }
method Task.CancelTask(): void priv none
method Task.UpdateProgress(percentDone: int): void priv Task.Update
method Task.SetTaskState(state: TaskInfoState, result?: anyType, fault?: LocalizedMethodFault):
  void priv Task.Update
method Task.SetTaskDescription(description: LocalizableMessage): void priv Task.Update
object HistoryCollector { filter: anyType }
method HistoryCollector.SetCollectorPageSize(maxCount: int): void priv none
method HistoryCollector.RewindCollector(): void priv none
method HistoryCollector.ResetCollector(): void priv none
method HistoryCollector.DestroyCollector(): void priv none
object TaskHistoryCollector : HistoryCollector { latestPage?: TaskInfo[] }
method TaskHistoryCollector.ReadNextTasks(maxCount: int): TaskInfo[] priv none
method TaskHistoryCollector.ReadPreviousTasks(maxCount: int): TaskInfo[] priv none

type ExtensionServerInfo {
  url: string; description: Description; company: string; type: string; adminEmail: string[+];
  serverThumbprint?: string; serverCertificate?: string @8.0.2.0;
}
type ExtensionClientInfo {
  version: string; description: Description; company: string; type: string; url: string;
}
type ExtensionTaskTypeInfo { taskID: string }
type ExtensionEventTypeInfo { eventID: string; eventTypeSchema?: string }
type ExtensionFaultTypeInfo { faultID: string }
type ExtensionPrivilegeInfo { privID: string; privGroupName: string }
type ExtensionResourceInfo { locale: string; module: string; data: KeyValue[+] }
type ExtensionHealthInfo { url: string }
type ExtensionOvfConsumerInfo { callbackUrl: string; sectionType: string[+] }
type ExtExtendedProductInfo {
  companyUrl?: string; productUrl?: string; managementUrl?: string; self?: ref ManagedEntity;
}
type ExtManagedEntityInfo {
  type: string; smallIconUrl?: string; iconUrl?: string; description?: string;
}
type ExtSolutionManagerInfoTabInfo { label: string; url: string }
type ExtSolutionManagerInfo { tab?: ExtSolutionManagerInfoTabInfo[]; smallIconUrl?: string }
type Extension {
  description: Description; key: string; company?: string; type?: string; version: string;
  subjectName?: string; server?: ExtensionServerInfo[]; client?: ExtensionClientInfo[];
  taskList?: ExtensionTaskTypeInfo[]; eventList?: ExtensionEventTypeInfo[];
  faultList?: ExtensionFaultTypeInfo[]; privilegeList?: ExtensionPrivilegeInfo[];
  resourceList?: ExtensionResourceInfo[]; lastHeartbeatTime: dateTime;
  healthInfo?: ExtensionHealthInfo; ovfConsumerInfo?: ExtensionOvfConsumerInfo;
  extendedProductInfo?: ExtExtendedProductInfo; managedEntityInfo?: ExtManagedEntityInfo[];
  shownInSolutionManager?: boolean; solutionManagerInfo?: ExtSolutionManagerInfo;
}
object ExtensionManager { extensionList?: Extension[] !System.View }
method ExtensionManager.FindExtension(extensionKey: string): Extension? priv System.View
method ExtensionManager.RegisterExtension(extension: Extension): void priv Extension.Register
method ExtensionManager.UpdateExtension(extension: Extension): void priv Extension.Update
method ExtensionManager.UnregisterExtension(extensionKey: string): void
  priv Extension.Unregister
method ExtensionManager.SetExtensionCertificate(extensionKey: string, certificatePem?: string):
  void priv Extension.Update
method ExtensionManager.SetServiceAccount(extensionKey: string, serviceAccount: string): void
  @8.0.2.0 priv Extension.Update
method ExtensionManager.QueryManagedBy(extensionKey: string): ref ManagedEntity[]
  priv System.View
`;
