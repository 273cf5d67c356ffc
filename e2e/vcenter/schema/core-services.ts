/** Service instance, sessions and authorization. Facts of the vSphere API reference, in schema order. */
export const coreServices = `
// Not in the published schema: older clients read one property with it, and pyVmomi reads every one so.
method ManagedObject.Fetch(prop: string): anyType? priv System.Anonymous

type DynamicData { }
type Description { label: string; summary: string }
type ElementDescription : Description { key: string }
type AboutInfo {
  name: string; fullName: string; vendor: string; version: string; patchLevel?: string @7.0.2.0;
  build: string; localeVersion?: string; localeBuild?: string; osType: string;
  productLineId: string; apiType: string; apiVersion: string; instanceUuid?: string;
  licenseProductName?: string; licenseProductVersion?: string;
}
type Capability {
  provisioningSupported: boolean; multiHostSupported: boolean; userShellAccessSupported: boolean;
  networkBackupAndRestoreSupported?: boolean; lifecycleManagementSupported?: boolean @7.0.0.0;
}
type ServiceContent {
  rootFolder: ref Folder; propertyCollector: ref PropertyCollector; viewManager?: ref ViewManager;
  about: AboutInfo; setting?: ref OptionManager; userDirectory?: ref UserDirectory;
  sessionManager?: ref SessionManager; authorizationManager?: ref AuthorizationManager;
  serviceManager?: ref ServiceManager; perfManager?: ref PerformanceManager;
  scheduledTaskManager?: ref ScheduledTaskManager; alarmManager?: ref AlarmManager;
  eventManager?: ref EventManager; taskManager?: ref TaskManager;
  extensionManager?: ref ExtensionManager; customizationSpecManager?: ref CustomizationSpecManager;
  customFieldsManager?: ref CustomFieldsManager; accountManager?: ref HostLocalAccountManager;
  diagnosticManager?: ref DiagnosticManager; licenseManager?: ref LicenseManager;
  searchIndex?: ref SearchIndex; fileManager?: ref FileManager;
  virtualDiskManager?: ref VirtualDiskManager; ovfManager?: ref OvfManager;
  storageResourceManager?: ref StorageResourceManager;
  certificateManager?: ref CertificateManager @6.0; ioFilterManager?: ref IoFilterManager @6.0;
}
object ServiceInstance {
  serverClock: dateTime !System.View; capability: Capability !System.View;
  content: ServiceContent !System.Anonymous;
}
method ServiceInstance.CurrentTime(): dateTime priv System.View
method ServiceInstance.RetrieveServiceContent(): ServiceContent priv System.Anonymous

type UserSession {
  key: string; userName: string; fullName: string; loginTime: dateTime; lastActiveTime: dateTime;
  locale: string; messageLocale: string; extensionSession: boolean; ipAddress: string;
  userAgent: string; callCount: long;
}
object SessionManager {
  sessionList?: UserSession[] !Sessions.TerminateSession;
  currentSession?: UserSession !System.Anonymous; message?: string !System.View;
  messageLocaleList?: string[] !System.Anonymous; supportedLocaleList?: string[] !System.Anonymous;
  defaultLocale: string !System.Anonymous;
}
method SessionManager.Login(userName: string, password: string, locale?: string): UserSession
  priv System.Anonymous
method SessionManager.Logout(): void priv System.View
method SessionManager.TerminateSession(sessionId: string[+]): void priv Sessions.TerminateSession
method SessionManager.SessionIsActive(sessionID: string, userName: string): boolean
  priv Sessions.ValidateSession
method SessionManager.AcquireCloneTicket(): string priv System.View
method SessionManager.CloneSession(cloneTicket: string): UserSession priv System.Anonymous

type AuthorizationRole {
  roleId: int; system: boolean; name: string; info: Description; privilege?: string[];
}
type AuthorizationPrivilege {
  privId: string; onParent: boolean; name: string; privGroupName: string;
}
type Permission {
  entity?: ref ManagedEntity; principal: string; group: boolean; roleId: int; propagate: boolean;
}
type PrivilegeAvailability { privId: string; isGranted: boolean }
type EntityPrivilege { entity: ref ManagedEntity; privAvailability: PrivilegeAvailability[] }
type UserPrivilegeResult @6.5 { entity: ref ManagedEntity; privileges?: string[] }
object AuthorizationManager {
  privilegeList?: AuthorizationPrivilege[] !System.View;
  roleList?: AuthorizationRole[] !System.View;
}
method AuthorizationManager.AddAuthorizationRole(name: string, privIds?: string[]): int
  priv Authorization.ModifyRoles
method AuthorizationManager.RemoveAuthorizationRole(roleId: int, failIfUsed: boolean): void
  priv Authorization.ModifyRoles
method AuthorizationManager.UpdateAuthorizationRole(
  roleId: int, newName: string, privIds?: string[]): void priv Authorization.ModifyRoles
method AuthorizationManager.RetrieveRolePermissions(roleId: int): Permission[] priv System.View
method AuthorizationManager.RetrieveAllPermissions(): Permission[] priv System.View
method AuthorizationManager.RetrieveEntityPermissions(
  entity: ref ManagedEntity !System.Read, inherited: boolean): Permission[] priv none
method AuthorizationManager.SetEntityPermissions(
  entity: ref ManagedEntity !Authorization.ModifyPermissions, permission?: Permission[]): void
  priv none
method AuthorizationManager.RemoveEntityPermission(
  entity: ref ManagedEntity !Authorization.ModifyPermissions, user: string, isGroup: boolean): void
  priv none
method AuthorizationManager.HasPrivilegeOnEntity(
  entity: ref ManagedEntity !System.Read, sessionId: string, privId?: string[]): boolean[]
  priv System.View
method AuthorizationManager.HasPrivilegeOnEntities(
  entity: ref ManagedEntity[+] !System.Read, sessionId: string, privId?: string[]):
  EntityPrivilege[] priv System.View
method AuthorizationManager.HasUserPrivilegeOnEntities(
  entities: ref ManagedObject[+] !System.View, userName: string, privId?: string[]):
  EntityPrivilege[] @6.5 priv none
method AuthorizationManager.FetchUserPrivilegeOnEntities(
  entities: ref ManagedEntity[+] !System.View, userName: string): UserPrivilegeResult[] @6.5
  priv none
`;
