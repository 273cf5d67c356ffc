import { VimFault } from '../../../vcenter/core/vim-fault.ts';
import type { ObjectAction } from '../../protocol/shell-api.ts';
import type { Handler } from './inventory-routes.ts';

/** The method behind each of the client's own actions. */
interface ActionCall {
  readonly type: string;
  readonly method: string;
  readonly privilege: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const maintenance = {
  type: 'HostSystem',
  privilege: 'Host.Config.Maintenance',
  args: { timeout: 0 },
};

const calls: Readonly<Record<ObjectAction, ActionCall>> = {
  'enter-maintenance': { ...maintenance, method: 'EnterMaintenanceMode_Task' },
  'exit-maintenance': { ...maintenance, method: 'ExitMaintenanceMode_Task' },
  'power-on': {
    type: 'VirtualMachine',
    method: 'PowerOnVM_Task',
    privilege: 'VirtualMachine.Interact.PowerOn',
    args: {},
  },
  'power-off': {
    type: 'VirtualMachine',
    method: 'PowerOffVM_Task',
    privilege: 'VirtualMachine.Interact.PowerOff',
    args: {},
  },
};

const isAction = (name: string): name is ObjectAction => name in calls;

/** Starts an action of the client's own on an object; 400 for one that does not fit, 409 with vCenter's words when vCenter refuses. */
export const runAction: Handler = async (object, { caller }, { request, response }) => {
  const name = String(request.params['action']);
  const call = isAction(name) ? calls[name] : undefined;
  if (call?.type !== object.ref.type) {
    response.status(400);
    return { message: 'No such action.' };
  }
  try {
    await caller.change(object.ref, call.method, call);
    response.status(202);
    return {};
  } catch (error) {
    // Expected: a privilege is missing, or the state of the object does not allow it.
    if (!(error instanceof VimFault)) throw error;
    response.status(409);
    return { message: error.message };
  }
};
