import type { DataObject } from '../core/managed-object.ts';
import { filterFamily } from '../inventory/build-inventory.ts';
import { disksOf, filtersOfDisk, hostOfVm, runtimeOf } from '../inventory/vm-state.ts';
import type { Association } from './associations.ts';
import { entityRef } from './entities.ts';
import type { Entity } from './entities.ts';
import type { PolicyContext } from './policy-context.ts';
import { contentGeneration, requiredFilters } from './required-filters.ts';
import type { RequiredFilter } from './required-filters.ts';

/** From the best to the worst; the worst of the parts is that of the whole. */
const severities = ['notApplicable', 'compliant', 'unknown', 'outOfDate', 'nonCompliant'] as const;
export type ComplianceStatus = (typeof severities)[number];

export const complianceStatuses: readonly string[] = severities;

/** What a check found, and the association that it was about. */
export interface CheckedEntity {
  readonly association: Association | undefined;
  readonly checkTime: Date;
  readonly missing: readonly RequiredFilter[];
}

/** Whether to look now or to tell what was found last; what was never looked at, or has another policy since, is looked at in any case. */
export type Look = 'check' | 'fetch';

/**
 * Whether the parts that an entity's name covers are as their policies want them: a filter that a policy asks for must be attached to the disk and present on the machine's host. Rules
 * about storage itself always hold (simulation's choice).
 */
export function complianceOf(context: PolicyContext, entity: Entity, look: Look): DataObject[] {
  return entity.keys.map((key) => resultFor(context, entity, { key, look }));
}

/** `PbmRollupComplianceResult` of a machine with everything that belongs to it. */
export function rollupOf(context: PolicyContext, entity: Entity, look: Look): DataObject {
  const results = complianceOf(context, entity, look);
  const times = results.map(({ checkTime }) => (checkTime as Date).getTime());
  return {
    oldestCheckTime: new Date(Math.min(...times)),
    entity: entity.given,
    overallComplianceStatus: worst(results),
    overallComplianceTaskStatus: 'success',
    result: results,
    profileMismatch: false,
  };
}

function worst(results: readonly DataObject[]): ComplianceStatus {
  const ranks = results.map((result) =>
    severities.indexOf(result['complianceStatus'] as ComplianceStatus),
  );
  return severities[Math.max(0, ...ranks)] ?? 'notApplicable';
}

function resultFor(
  context: PolicyContext,
  entity: Entity,
  { key, look }: { readonly key: string; readonly look: Look },
): DataObject {
  const { association, missing, checkTime } = lookAt(context, entity, { key, look });
  const status = statusOf(context, entity, { association, missing });
  return {
    checkTime,
    entity: entityRef(context, key),
    ...(association === undefined ? {} : { profile: { uniqueId: association.profileId } }),
    complianceTaskStatus: 'success',
    complianceStatus: status,
    mismatch: false,
    violatedPolicies:
      status === 'nonCompliant' ? missing.map((each) => ({ expectedValue: each.capability })) : [],
  };
}

function lookAt(
  context: PolicyContext,
  entity: Entity,
  { key, look }: { readonly key: string; readonly look: Look },
): CheckedEntity {
  const association = context.associations.of(key);
  const last = context.checked.get(key);
  if (look === 'fetch' && last !== undefined && last.association === association) return last;
  const missing = association === undefined ? [] : missingFilters(context, entity, association);
  const found = { association, missing, checkTime: context.world.vcenter.clock.now() };
  context.checked.set(key, found);
  return found;
}

function statusOf(
  context: PolicyContext,
  { vm }: Entity,
  about: {
    readonly association: Association | undefined;
    readonly missing: readonly RequiredFilter[];
  },
): ComplianceStatus {
  const { association, missing } = about;
  const { world, profiles } = context;
  const profile = association && profiles.find(association.profileId);
  if (association === undefined || profile === undefined) return 'notApplicable';
  const runtime = runtimeOf(world.vcenter.registry, vm);
  if (runtime['connectionState'] !== 'connected') return 'unknown';
  if (association.generationId < contentGeneration(context, profile)) return 'outOfDate';
  return missing.length > 0 ? 'nonCompliant' : 'compliant';
}

/** The filters that the policy of a disk asks for and the disk does not have, or its host does not. */
function missingFilters(
  context: PolicyContext,
  { vm }: Entity,
  { key, profileId }: Association,
): readonly RequiredFilter[] {
  const { world, profiles } = context;
  const profile = profiles.find(profileId);
  const [, diskKey] = key.split(':');
  if (profile === undefined || diskKey === undefined) return [];
  const required = requiredFilters(context, profile);
  if (required.length === 0) return [];
  const { registry } = world.vcenter;
  const disk = disksOf(registry, vm).find((each) => String(each['key']) === diskKey);
  const attached = (disk === undefined ? [] : filtersOfDisk(disk)).map(filterFamily);
  const host = world.host(hostOfVm(registry, vm));
  return required.filter(({ name }) => {
    const onHost = host.filters.find((filter) => filter.name === name);
    return onHost === undefined || !attached.includes(filterFamily(onHost.id));
  });
}
