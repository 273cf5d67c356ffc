import { componentIdOf, rulesBehind } from './filter-policy.ts';
import type { ProfileMap } from './filter-policy.ts';
import type { PolicyRule, StorageProfile } from './storage-profile.ts';

/** What tells an I/O filter's rule from others: its id is `<filter>@<CLASS>` (recordings of the built-in filters). */
const CLASS_MARK = '@';

/** Filter classes have one spelling in policies (`DATA_PROVIDER`) and another on hosts (`dataProvider`); this one is for comparing. */
export function normalClass(filterClass: string): string {
  return filterClass.replaceAll('_', '').toUpperCase();
}

/** The class of the I/O filter that a rule asks for, as `normalClass` writes it; null for a rule of storage. */
export function filterClassOf(rule: PolicyRule, profiles: ProfileMap): string | null {
  const [found] = filterRulesBehind(rule, profiles);
  return found?.filterClass ?? null;
}

/** The rules of I/O filters that a rule stands for. */
export function filterRulesBehind(
  rule: PolicyRule,
  profiles: ProfileMap,
): readonly { readonly rule: PolicyRule; readonly filterClass: string }[] {
  return rulesBehind(rule, profiles).flatMap((own) => {
    const mark = own.id.lastIndexOf(CLASS_MARK);
    const isFilter = mark > 0 && own.id.slice(0, mark) === own.namespace;
    return isFilter ? [{ rule: own, filterClass: normalClass(own.id.slice(mark + 1)) }] : [];
  });
}

/** Whether a rule refers to a component that was not found. */
export function isUnreadable(rule: PolicyRule, profiles: ProfileMap): boolean {
  const componentId = componentIdOf(rule);
  return componentId !== null && !profiles.has(componentId);
}

/**
 * Whether a rule asks storage to replicate, as vVol arrays do: through a component of the service REPLICATION that is no I/O filter, or in a
 * namespace of replication. Arrays choose their namespaces themselves, so this errs on the side of caution.
 */
export function isStorageReplication(rule: PolicyRule, profiles: ProfileMap): boolean {
  if (filterClassOf(rule, profiles) !== null) return false;
  const componentId = componentIdOf(rule);
  const service = componentId === null ? null : profiles.get(componentId)?.lineOfService;
  if (service === 'REPLICATION') return true;
  return rulesBehind(rule, profiles).some(({ namespace }) => /replication/i.test(namespace));
}

/** Whether a policy is for host-local persistent memory (recordings of the built-in policy). */
export function isPersistentMemory({ systemCreatedType, ruleSets }: StorageProfile): boolean {
  return (
    systemCreatedType === 'PmemDefaultProfile' ||
    ruleSets.some(({ rules }) => rules.some(({ namespace }) => namespace === 'PMem'))
  );
}
