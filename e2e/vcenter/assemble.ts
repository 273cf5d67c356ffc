import { Clock } from './core/clock.ts';
import { MethodTable } from './core/method-table.ts';
import { Registry } from './core/registry.ts';
import type { About, Vcenter } from './core/vcenter.ts';
import { RoleBook } from './managers/authorization.ts';
import { installAuthorizationManager } from './managers/authorization-manager.ts';
import { ExtensionStore, installExtensionManager } from './managers/extension-manager.ts';
import { installPropertyCollector } from './managers/property-collector.ts';
import { installServiceInstance } from './managers/service-instance.ts';
import { installSessionManager } from './managers/session-manager.ts';
import { SessionStore, type User } from './managers/session-store.ts';
import { installTaskManager } from './managers/task-manager.ts';
import { TaskStore } from './managers/task-store.ts';
import { installViewManager } from './managers/view-manager.ts';
import { coreCollector } from './schema/core-collector.ts';
import { coreFaults } from './schema/core-faults.ts';
import { coreServices } from './schema/core-services.ts';
import { coreTasks } from './schema/core-tasks.ts';
import { Schema } from './schema/schema.ts';

/** What a simulated vCenter is made from. */
export interface CoreOptions {
  readonly about: About;
  readonly users: readonly User[];
  /** How many times faster than real time simulated work goes. */
  readonly speed: number;
  readonly closing: AbortSignal;
  readonly reportBug: (error: unknown) => void;
  /** Adds the types of the content to the schema. */
  readonly defineTypes?: (schema: Schema) => void;
}

/** A vCenter without an inventory, and the book in which its roles and permissions stand. */
export interface Core {
  readonly vcenter: Vcenter;
  readonly roleBook: RoleBook;
}

/** Puts the managers together that every vCenter has. */
export function assembleCore(options: CoreOptions): Core {
  const schema = new Schema();
  for (const text of [coreFaults, coreServices, coreCollector, coreTasks]) schema.define(text);
  options.defineTypes?.(schema);
  const registry = new Registry(schema);
  const clock = new Clock(options.speed);
  const roleBook = new RoleBook(registry, (type) => schema.isObjectA(type, 'ManagedEntity'));
  const base = {
    schema,
    registry,
    clock,
    methods: new MethodTable(schema),
    sessions: new SessionStore(clock, options.users),
    authorization: roleBook,
    events: { post: () => undefined },
    taskFault: () => undefined,
    about: options.about,
    reportBug: options.reportBug,
    closing: options.closing,
  };
  const tasks = new TaskStore(base);
  const vcenter: Vcenter = Object.assign(base, { tasks });
  const extensions = new ExtensionStore();
  installServiceInstance(vcenter);
  installSessionManager(vcenter);
  installAuthorizationManager(vcenter, roleBook);
  installPropertyCollector(vcenter);
  installViewManager(vcenter);
  installTaskManager(vcenter, tasks, (taskTypeId) => extensions.knowsTaskType(taskTypeId));
  installExtensionManager(vcenter, extensions, roleBook);
  return { vcenter, roleBook };
}
