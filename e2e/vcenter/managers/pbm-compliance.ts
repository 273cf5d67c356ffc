import type { DataObject } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import { invalidArgument } from '../core/vim-fault.ts';
import { vmOfKey } from '../policies/associations.ts';
import { complianceOf, complianceStatuses, rollupOf } from '../policies/compliance.ts';
import type { Look } from '../policies/compliance.ts';
import { entityRef, findEntity } from '../policies/entities.ts';
import type { PolicyContext } from '../policies/policy-context.ts';

/** Most entities that one check takes. vSphere storage policy API reference. */
const MAX_ENTITIES = 1000;

/** Defines the compliance manager's methods. Fetching answers what the last check found, the first time it checks (simulation's choice). */
export function defineComplianceMethods(context: PolicyContext): void {
  const define = (name: string, run: (call: Call) => unknown): void =>
    context.world.vcenter.methods.define('PbmComplianceManager', name, run);
  for (const look of ['check', 'fetch'] as const) {
    const results = ({ args }: Call): DataObject[] =>
      entitiesIn(args['entities']).flatMap((given) =>
        complianceOf(context, findEntity(context, given), look),
      );
    const rollups = ({ args }: Call): DataObject[] =>
      entitiesIn(args['entity']).map((given) => rollup(context, given, look));
    define(look === 'check' ? 'PbmCheckCompliance' : 'PbmFetchComplianceResult', results);
    define(
      look === 'check' ? 'PbmCheckRollupCompliance' : 'PbmFetchRollupComplianceResult',
      rollups,
    );
  }
  define('PbmQueryByRollupComplianceStatus', ({ args }) =>
    byStatus(context, String(args['status'])),
  );
}

function entitiesIn(value: unknown): readonly DataObject[] {
  const entities = value as readonly DataObject[];
  if (entities.length > MAX_ENTITIES) throw invalidArgument('entities');
  return entities;
}

/** A roll-up is of a machine with its disks, however it was named. */
function rollup(context: PolicyContext, given: DataObject, look: Look): DataObject {
  const whole = { ...given, objectType: 'virtualMachineAndDisks' };
  return { ...rollupOf(context, findEntity(context, whole), look), entity: given };
}

/** The machines with that overall status; those without any policy are left out. */
function byStatus(context: PolicyContext, status: string): DataObject[] {
  if (!complianceStatuses.includes(status)) throw invalidArgument('status');
  const vms = new Set(context.associations.all().map(({ key }) => vmOfKey(key)));
  return [...vms]
    .map((vm) => ({ ...entityRef(context, vm), objectType: 'virtualMachineAndDisks' }))
    .filter((given) => rollup(context, given, 'fetch')['overallComplianceStatus'] === status);
}
