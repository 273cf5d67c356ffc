/** Faults that every part of vCenter may throw. Facts of the vSphere API reference and the vim25 schema. */
export const coreFaults = `
fault MethodFault { faultCause?: LocalizedMethodFault; faultMessage?: LocalizableMessage[] }
fault RuntimeFault : MethodFault { }
fault VimFault : MethodFault { }
type LocalizedMethodFault { fault: MethodFault; localizedMessage?: string }
type LocalizableMessage { key: string; arg?: KeyAnyValue[]; message?: string }
type KeyAnyValue { key: string; value: anyType }

fault SecurityError : RuntimeFault { }
fault NoPermission : SecurityError {
  object?: ref ManagedObject; privilegeId?: string;
  missingPrivileges?: NoPermissionEntityPrivileges[] @7.0.3.2;
}
type NoPermissionEntityPrivileges @7.0.3.2 { entity: ref ManagedObject; privilegeIds?: string[] }
fault NotAuthenticated : NoPermission { }
fault ManagedObjectNotFound : RuntimeFault { obj: ref ManagedObject }
fault InvalidRequest : RuntimeFault { }
fault InvalidType : InvalidRequest { argument?: string }
fault MethodNotFound : InvalidRequest { receiver: ref ManagedObject; method: string }
fault InvalidArgument : RuntimeFault { invalidProperty?: string }
fault NotSupported : RuntimeFault { }
fault NotImplemented : RuntimeFault { }
fault RequestCanceled : RuntimeFault { }
fault HostCommunication : RuntimeFault { }
fault SystemError : RuntimeFault { reason: string }
fault UnexpectedFault : RuntimeFault { faultName: string; fault?: LocalizedMethodFault }
fault InvalidCollectorVersion : MethodFault { }
fault InvalidProperty : MethodFault { name: string }

fault NotFound : VimFault { }
fault AlreadyExists : VimFault { name?: string }
fault InvalidState : VimFault { }
fault InvalidLogin : VimFault { }
fault InvalidLocale : VimFault { }
fault InvalidName : VimFault { name: string; entity?: ref ManagedEntity }
fault DuplicateName : VimFault { name: string; object: ref ManagedObject }
fault OutOfBounds : VimFault { argumentName: string }
fault Timedout : VimFault { }
fault TaskInProgress : VimFault { task: ref Task }
fault ResourceInUse : VimFault { type?: string; name?: string }
fault RemoveFailed : VimFault { }
fault UserNotFound : VimFault { principal: string; unresolved: boolean }
fault NoClientCertificate : VimFault { }
fault ConcurrentAccess : VimFault { }
fault FileFault : VimFault { file: string }
fault InsufficientResourcesFault : VimFault { }
fault MethodDisabled : RuntimeFault { source?: string }
fault NotEnoughLicenses : RuntimeFault { }
fault RestrictedByAdministrator : RuntimeFault { details: string }
fault ExtendedFault : VimFault { faultTypeId: string; data?: KeyValue[] }
type KeyValue { key: string; value: string }
`;
