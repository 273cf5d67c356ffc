/** The argument of RegisterExtension for an extension with one task type, `<key>.work`, and one privilege. */
export function extensionXml(key: string, version = '1.0.0'): string {
  return (
    '<extension><description><label>Spec</label><summary>An extension for specs</summary></description>' +
    `<key>${key}</key><company>Example</company><version>${version}</version>` +
    `<taskList><taskID>${key}.work</taskID></taskList>` +
    '<privilegeList><privID>Spec.Use</privID><privGroupName>Spec</privGroupName></privilegeList>' +
    '<lastHeartbeatTime>2026-01-01T00:00:00Z</lastHeartbeatTime></extension>'
  );
}
