import { Access } from '../core/access.ts';
import { refKey, type ManagedObject, type Ref } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import type { Session } from '../core/session.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { invalidArgument } from '../core/vim-fault.ts';
import { VIEW_MANAGER } from '../core/well-known.ts';
import { containedObjects, type ContainerScope } from './view-contents.ts';

/** Adds the view manager; views belong to the session that made them and end with it. */
export function installViewManager(vcenter: Vcenter): void {
  const { registry, methods, sessions } = vcenter;
  const viewsOf = (sessionKey: string | undefined): ManagedObject[] =>
    registry.ofType('View').filter((view) => view.owner === sessionKey);
  registry.put({
    ref: VIEW_MANAGER,
    properties: {},
    computed: { viewList: ({ sessionKey }) => viewsOf(sessionKey).map((view) => view.ref) },
  });
  methods.define('ViewManager', 'CreateContainerView', createContainerView);
  methods.define('ViewManager', 'CreateListView', ({ args, session }) =>
    createListView(vcenter, args['obj'] as Ref[], session),
  );
  methods.define('ListView', 'ModifyListView', modifyListView);
  methods.define('ListView', 'ResetListView', ({ target, args, session }) => {
    const { kept, missing } = existing(vcenter, args['obj'] as Ref[], session);
    registry.update(target.ref, { view: kept });
    return missing;
  });
  methods.define('View', 'DestroyView', ({ target }) => registry.remove(target.ref));
  sessions.onEnd(({ key }) => {
    for (const view of viewsOf(key)) registry.remove(view.ref);
  });
}

function createContainerView({ vcenter, args, session }: Call): Ref {
  const { registry, schema } = vcenter;
  const scope: ContainerScope = {
    container: args['container'] as Ref,
    types: args['type'] as string[],
    recursive: args['recursive'] as boolean,
  };
  registry.get(scope.container);
  const strange = scope.types.find((type) => !schema.isObjectA(type, 'ManagedEntity'));
  if (strange !== undefined) throw invalidArgument('type');
  const view = `session[${session.key}]${registry.nextId('view')}`;
  const reference: Ref = { type: 'ContainerView', value: view };
  registry.put({
    ref: reference,
    owner: session.key,
    properties: { container: scope.container, type: scope.types, recursive: scope.recursive },
    computed: { view: () => visible(vcenter, session, scope) },
  });
  return reference;
}

/** The references of a container view: only objects that the session's user may see. */
function visible(vcenter: Vcenter, session: Session, scope: ContainerScope): Ref[] {
  const access = new Access(vcenter, session);
  return containedObjects(vcenter, scope)
    .filter((object) => access.may(object, 'System.View'))
    .map((object) => object.ref);
}

function createListView(vcenter: Vcenter, objects: readonly Ref[], session: Session): Ref {
  const { registry } = vcenter;
  const value = `session[${session.key}]${registry.nextId('view')}`;
  const reference: Ref = { type: 'ListView', value };
  const { kept } = existing(vcenter, objects, session);
  registry.put({ ref: reference, owner: session.key, properties: { view: kept } });
  return reference;
}

/** Adds objects and takes others away; answers those of the added that are not there. vSphere API reference. */
function modifyListView({ vcenter, target, args, session }: Call): Ref[] {
  const removed = new Set((args['remove'] as Ref[]).map(refKey));
  const { kept, missing } = existing(vcenter, args['add'] as Ref[], session);
  const present = (target.properties['view'] as Ref[]).filter(
    (each) => !removed.has(refKey(each)) && vcenter.registry.find(each) !== undefined,
  );
  const unique = new Map([...present, ...kept].map((each) => [refKey(each), each]));
  vcenter.registry.update(target.ref, { view: [...unique.values()] });
  return missing;
}

/** The references that name something that the caller may see, and the others: list views answer the latter. */
function existing(
  vcenter: Vcenter,
  objects: readonly Ref[],
  session: Session,
): { kept: Ref[]; missing: Ref[] } {
  const access = new Access(vcenter, session);
  const exists = (each: Ref): boolean => {
    const object = vcenter.registry.find(each);
    return object !== undefined && access.reaches(object) && access.may(object, 'System.View');
  };
  const { true: kept = [], false: missing = [] } = Object.groupBy(objects, (each) =>
    exists(each) ? 'true' : 'false',
  );
  return { kept, missing };
}
