import type { ScenarioInput } from './scenario-schema.ts';

/** vSphere puts these three into every role that an administrator makes. */
const everyRole = ['System.Anonymous', 'System.View', 'System.Read'];

/** Role of the account under which the plug-in server works: everything its activities need and nothing else. */
export const SERVICE_ROLE = 'RTR I/O Filter Service';

/** Role of an admin who may work with virtual machines and policies but not with the software of a host ("Query patch" is missing). */
export const OPERATOR_ROLE = 'Virtual Machine Operator';

export const DEMO_ADMINISTRATOR = 'administrator@vsphere.local';
export const DEMO_OPERATOR = 'operator@vsphere.local';
export const DEMO_SERVICE_ACCOUNT = 'svc-rtr@vsphere.local';

export const demoRoles: NonNullable<ScenarioInput['roles']> = [
  {
    name: SERVICE_ROLE,
    privileges: [
      ...everyRole,
      'Host.Config.Patch',
      'Host.Config.Maintenance',
      'Host.Config.Image',
      'StorageProfile.View',
      'StorageProfile.Update',
      'StorageProfile.Apply',
      'StorageViews.View',
      'VirtualMachine.Config.EditDevice',
      'VirtualMachine.Config.Settings',
      'Task.Create',
      'Task.Update',
      'Sessions.ValidateSession',
      'Global.LogEvent',
    ],
  },
  {
    name: OPERATOR_ROLE,
    privileges: [
      ...everyRole,
      'StorageProfile.View',
      'StorageViews.View',
      'VirtualMachine.Config.EditDevice',
      'VirtualMachine.Config.Settings',
      'VirtualMachine.Interact.PowerOn',
      'VirtualMachine.Interact.PowerOff',
      'Task.Create',
    ],
  },
];

export const demoUsers: ScenarioInput['users'] = [
  {
    name: DEMO_ADMINISTRATOR,
    fullName: 'Administrator vsphere.local',
    permissions: [{ role: 'Admin' }],
  },
  {
    name: DEMO_OPERATOR,
    fullName: 'Virtual machine operator',
    permissions: [{ role: OPERATOR_ROLE }],
  },
  {
    name: DEMO_SERVICE_ACCOUNT,
    fullName: 'Real-Time Replication service account',
    permissions: [{ role: SERVICE_ROLE }],
  },
];
