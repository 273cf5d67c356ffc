import { isRef, type DataObject, type ManagedObject, type Ref } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import { userKey } from '../core/user-name.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { VimFault, invalidArgument } from '../core/vim-fault.ts';
import { TASK_MANAGER } from '../core/well-known.ts';
import { installTaskHistory } from './task-history.ts';
import type { TaskStore } from './task-store.ts';

/** Tells whether some registered extension lists a task type. */
export type KnowsTaskType = (taskTypeId: string) => boolean;

/** Adds the task manager, the methods by which extensions move their own tasks, and the history collectors. */
export function installTaskManager(
  vcenter: Vcenter,
  store: TaskStore,
  knowsTaskType: KnowsTaskType,
): void {
  const { registry, methods } = vcenter;
  registry.put({
    ref: TASK_MANAGER,
    properties: { description: taskDescription, maxCollector: 32 },
    computed: { recentTask: () => store.recent() },
  });
  methods.define('TaskManager', 'CreateTask', (call) => {
    if (!knowsTaskType(call.args['taskTypeId'] as string)) throw invalidArgument('taskType');
    return createTask(store, call);
  });
  methods.define('Task', 'CancelTask', (call) => cancelTask(store, call));
  methods.define('Task', 'SetTaskState', (call) => setTaskState(store, call));
  methods.define('Task', 'UpdateProgress', ({ target, args }) => {
    refuseOwn(target);
    if (stateOf(target) !== 'running') throw new VimFault('InvalidState');
    const percent = args['percentDone'] as number;
    if (percent < 0 || percent > 100) {
      throw new VimFault('OutOfBounds', { argumentName: 'percentDone' });
    }
    store.update(target.ref, { 'info.progress': percent });
  });
  methods.define('Task', 'SetTaskDescription', ({ target, args }) => {
    refuseOwn(target);
    store.update(target.ref, { 'info.description': args['description'] });
  });
  installTaskHistory(vcenter, store);
}

const element = (key: string, label: string): DataObject => ({ key, label, summary: label });

/** The catalogue of states and reasons; the labels of methods are given where a task names them. */
const taskDescription: DataObject = {
  methodInfo: [element('Task.unknown', 'Task')],
  state: [
    element('queued', 'Queued'),
    element('running', 'Running'),
    element('success', 'Success'),
    element('error', 'Error'),
  ],
  reason: [element('user', 'User task'), element('system', 'System task')],
};

function createTask(store: TaskStore, { vcenter, session, args }: Call): unknown {
  const entity = args['obj'] as Ref;
  vcenter.registry.get(entity);
  const { parentTaskKey, activationId } = args;
  const by = args['initiatedBy'] as string | undefined;
  const parent =
    typeof parentTaskKey === 'string'
      ? { parentTaskKey, rootTaskKey: rootOf(vcenter, parentTaskKey) }
      : {};
  const task = store.create({
    entity,
    descriptionId: args['taskTypeId'] as string,
    cancelable: args['cancelable'] === true,
    reason: { $type: 'TaskReasonUser', userName: by ?? session.userName },
    extra: { ...parent, ...(typeof activationId === 'string' ? { activationId } : {}) },
  });
  return vcenter.registry.get(task).properties['info'];
}

/** The key at the top of a chain of tasks. Throws `InvalidArgument` when the parent does not exist. */
function rootOf(vcenter: Vcenter, parentTaskKey: string): string {
  const parent = vcenter.registry.find({ type: 'Task', value: parentTaskKey });
  if (parent === undefined) throw invalidArgument('parentTaskKey');
  return (infoOf(parent)['rootTaskKey'] as string | undefined) ?? parentTaskKey;
}

function infoOf(task: ManagedObject): DataObject {
  return task.properties['info'] as DataObject;
}

function stateOf(task: ManagedObject): string {
  return infoOf(task)['state'] as string;
}

function isOver(task: ManagedObject): boolean {
  return ['success', 'error'].includes(stateOf(task));
}

/** Only the tasks that an extension made can be moved from outside. vSphere API reference; the fault is the simulation's choice. */
function refuseOwn(task: ManagedObject): void {
  // vCenter's own tasks have the name of a method.
  if (infoOf(task)['name'] !== undefined) throw new VimFault('NotSupported');
}

/** One's own task can be cancelled by everybody, another's with a privilege. vSphere API reference. */
function cancelTask(store: TaskStore, { vcenter, session, target }: Call): void {
  const info = infoOf(target);
  const { userName } = info['reason'] as { userName?: string };
  if (userName === undefined || userKey(userName) !== userKey(session.userName)) {
    const entity = isRef(info['entity']) ? info['entity'] : target.ref;
    vcenter.authorization.require(session, [entity], ['Global.CancelTask']);
  }
  if (isOver(target)) throw new VimFault('InvalidState');
  if (info['cancelable'] !== true) throw new VimFault('NotSupported');
  store.cancel(target.ref);
}

/** A task goes forward only: queued, running, then success or error, where it stays. */
function setTaskState(store: TaskStore, { vcenter, target, args }: Call): void {
  refuseOwn(target);
  const state = args['state'] as string;
  if (isOver(target) || (state === 'queued' && stateOf(target) === 'running')) {
    throw new VimFault('InvalidState');
  }
  const now = vcenter.clock.now();
  const over = state === 'success' || state === 'error';
  const started = infoOf(target)['startTime'] === undefined && state !== 'queued';
  store.update(target.ref, {
    'info.state': state,
    ...(started ? { 'info.startTime': now } : {}),
    ...(over ? { 'info.completeTime': now } : {}),
    ...(state === 'success' ? { 'info.result': args['result'] } : {}),
    ...(state === 'error' ? { 'info.error': args['fault'] } : {}),
  });
  vcenter.registry.touch(TASK_MANAGER, ['recentTask']);
}
