/** Property collector and views. Facts of the vSphere API reference, in schema order. */
export const coreCollector = `
type PropertySpec { type: string; all?: boolean; pathSet?: string[] }
type SelectionSpec { name?: string }
type TraversalSpec : SelectionSpec {
  type: string; path: string; skip?: boolean; selectSet?: SelectionSpec[];
}
type ObjectSpec { obj: ref ManagedObject; skip?: boolean; selectSet?: SelectionSpec[] }
type PropertyFilterSpec {
  propSet: PropertySpec[+]; objectSet: ObjectSpec[+]; reportMissingObjectsInResults?: boolean;
}
type DynamicProperty { name: string; val: anyType }
type MissingProperty { path: string; fault: LocalizedMethodFault }
type ObjectContent {
  obj: ref ManagedObject; propSet?: DynamicProperty[]; missingSet?: MissingProperty[];
}
type RetrieveOptions { maxObjects?: int }
type RetrieveResult { token?: string; objects: ObjectContent[+] }
enum PropertyChangeOp { add remove assign indirectRemove }
enum ObjectUpdateKind { modify enter leave }
type PropertyChange { name: string; op: PropertyChangeOp; val?: anyType }
type ObjectUpdate {
  kind: ObjectUpdateKind; obj: ref ManagedObject; changeSet?: PropertyChange[];
  missingSet?: MissingProperty[];
}
type MissingObject { obj: ref ManagedObject; fault: LocalizedMethodFault }
type PropertyFilterUpdate {
  filter: ref PropertyFilter; objectSet?: ObjectUpdate[]; missingSet?: MissingObject[];
}
type UpdateSet { version: string; filterSet?: PropertyFilterUpdate[]; truncated?: boolean }
type WaitOptions { maxWaitSeconds?: int; maxObjectUpdates?: int }

object PropertyCollector { filter?: ref PropertyFilter[] !System.View }
method PropertyCollector.CreateFilter(spec: PropertyFilterSpec, partialUpdates: boolean):
  ref PropertyFilter priv System.View
method PropertyCollector.RetrieveProperties(specSet: PropertyFilterSpec[+]): ObjectContent[]
  priv System.Anonymous
method PropertyCollector.RetrievePropertiesEx(
  specSet: PropertyFilterSpec[+], options: RetrieveOptions): RetrieveResult?
  priv System.Anonymous
method PropertyCollector.ContinueRetrievePropertiesEx(token: string): RetrieveResult
  priv System.View
method PropertyCollector.CancelRetrievePropertiesEx(token: string): void priv System.View
method PropertyCollector.CheckForUpdates(version?: string): UpdateSet? priv System.View
method PropertyCollector.WaitForUpdates(version?: string): UpdateSet priv System.View
method PropertyCollector.WaitForUpdatesEx(version?: string, options?: WaitOptions): UpdateSet?
  priv System.View
method PropertyCollector.CancelWaitForUpdates(): void priv System.View
method PropertyCollector.CreatePropertyCollector(): ref PropertyCollector priv System.View
method PropertyCollector.DestroyPropertyCollector(): void priv System.View
object PropertyFilter { spec: PropertyFilterSpec; partialUpdates: boolean }
method PropertyFilter.DestroyPropertyFilter(): void priv none

object ViewManager { viewList?: ref View[] !System.View }
method ViewManager.CreateContainerView(
  container: ref ManagedEntity !System.View, type?: string[], recursive: boolean):
  ref ContainerView priv System.View
method ViewManager.CreateListView(obj?: ref ManagedObject[] !System.View): ref ListView
  priv System.View
object View { }
object ManagedObjectView : View { view?: ref ManagedObject[] !System.View }
object ContainerView : ManagedObjectView {
  container: ref ManagedEntity; type?: string[]; recursive: boolean;
}
object ListView : ManagedObjectView { }
method View.DestroyView(): void priv System.View
method ListView.ModifyListView(
  add?: ref ManagedObject[], remove?: ref ManagedObject[]): ref ManagedObject[]
  priv none
method ListView.ResetListView(obj?: ref ManagedObject[]): ref ManagedObject[]
  priv none
`;
