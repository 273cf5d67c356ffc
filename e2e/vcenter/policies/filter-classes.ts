/** What the storage policy service calls the classes of I/O filters, by `IoFilterInfo.type`; data capture is no matter of policies. */
const classes: Readonly<Record<string, string>> = {
  cache: 'CACHE',
  compression: 'COMPRESSION',
  dataProvider: 'DATAPROVIDER',
  datastoreIoControl: 'DATASTOREIOCONTROL',
  encryption: 'ENCRYPTION',
  inspection: 'INSPECTION',
  replication: 'REPLICATION',
};

/** `REPLICATION` for a filter of type `replication`; undefined when policies do not drive filters of that type. */
export function filterClass(type: string): string | undefined {
  return classes[type];
}

/** The id of a filter's capability: `<name>@<CLASS>`. vSphere storage policy recordings of the built-in filters. */
export function capabilityId(name: string, filterClassName: string): string {
  return `${name}@${filterClassName}`;
}
