import type { DataObject } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { VimFault, invalidArgument } from '../core/vim-fault.ts';
import { EXTENSION_MANAGER } from '../core/well-known.ts';
import type { RoleBook } from './authorization.ts';

/** The registered extensions; a restart keeps them. */
export class ExtensionStore {
  readonly #byKey = new Map<string, DataObject>();

  list(): readonly DataObject[] {
    return [...this.#byKey.values()];
  }

  find(key: string): DataObject | undefined {
    return this.#byKey.get(key);
  }

  put(extension: DataObject): void {
    this.#byKey.set(extension['key'] as string, extension);
  }

  /** False when there was none. */
  remove(key: string): boolean {
    return this.#byKey.delete(key);
  }

  /** Whether some extension lists the task type. */
  knowsTaskType(taskTypeId: string): boolean {
    return this.list().some((extension) =>
      listOf(extension, 'taskList').some(({ taskID }) => taskID === taskTypeId),
    );
  }
}

/** Characters that a key must not hold. vSphere API reference. */
const forbiddenInKey = /[,/\\#+<>=;"]/;

/** Adds the extension manager and its methods. */
export function installExtensionManager(
  vcenter: Vcenter,
  store: ExtensionStore,
  book: RoleBook,
): void {
  const { registry, methods } = vcenter;
  registry.put({
    ref: EXTENSION_MANAGER,
    properties: {},
    computed: { extensionList: () => store.list() },
  });
  const define: Define = (name, handler) => methods.define('ExtensionManager', name, handler);
  const save = (extension: DataObject): void => {
    store.put(extension);
    book.addPrivileges(privilegesOf(extension));
    registry.touch(EXTENSION_MANAGER, ['extensionList']);
  };
  define('FindExtension', ({ args }) => store.find(args['extensionKey'] as string));
  defineWriting(store, define, save);
  define('UnregisterExtension', ({ args }) => {
    if (!store.remove(args['extensionKey'] as string)) throw new VimFault('NotFound');
    registry.touch(EXTENSION_MANAGER, ['extensionList']);
  });
  defineAccounts(store, define, save);
  define('QueryManagedBy', ({ args }) =>
    registry
      .ofType('VirtualMachine')
      .filter(({ properties }) => managerOf(properties['config']) === args['extensionKey'])
      .map(({ ref }) => ref),
  );
}

type Define = (name: string, handler: (call: Call) => unknown) => void;

/** The methods that write an extension. */
function defineWriting(
  store: ExtensionStore,
  define: Define,
  save: (extension: DataObject) => void,
): void {
  define('RegisterExtension', ({ args }) => {
    const extension = args['extension'] as DataObject;
    const key = extension['key'] as string;
    const refused = key === '' || forbiddenInKey.test(key) || store.find(key) !== undefined;
    if (refused) throw invalidArgument('extension.key');
    save(extension);
  });
  define('UpdateExtension', ({ args }) => {
    const extension = args['extension'] as DataObject;
    existing(store, extension['key']);
    save(extension);
  });
}

/** The methods that tell how an extension logs in. */
function defineAccounts(
  store: ExtensionStore,
  define: Define,
  save: (extension: DataObject) => void,
): void {
  define('SetExtensionCertificate', ({ args }) => {
    const extension = existing(store, args['extensionKey']);
    // Without a certificate vCenter takes the one of the TLS connection; the simulator asks clients for none.
    if (args['certificatePem'] === undefined) throw new VimFault('NoClientCertificate');
    save({ ...extension, subjectName: extension['subjectName'] ?? String(extension['key']) });
  });
  define('SetServiceAccount', ({ args }) => void existing(store, args['extensionKey']));
}

function existing(store: ExtensionStore, key: unknown): DataObject {
  const extension = store.find(String(key));
  if (extension === undefined) throw new VimFault('NotFound');
  return extension;
}

function listOf(extension: DataObject, member: string): DataObject[] {
  return (extension[member] ?? []) as DataObject[];
}

function privilegesOf(extension: DataObject): Parameters<RoleBook['addPrivileges']>[0] {
  return listOf(extension, 'privilegeList').map(({ privID, privGroupName }) => ({
    privId: String(privID),
    name: String(privID).split('.').at(-1) ?? String(privID),
    privGroupName: String(privGroupName),
  }));
}

function managerOf(config: unknown): unknown {
  const { managedBy } = (config ?? {}) as { managedBy?: { extensionKey?: unknown } };
  return managedBy?.extensionKey;
}
