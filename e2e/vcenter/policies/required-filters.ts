import type { PolicyContext } from './policy-context.ts';
import { capabilitiesOf, COMPONENT_NAMESPACE } from './profile.ts';
import type { Capability, Profile } from './profile.ts';

/** An I/O filter that a policy asks for. */
export interface RequiredFilter {
  readonly name: string;
  /** `REPLICATION` */
  readonly className: string;
  readonly capability: Capability;
  /** Values of its properties. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Grows with each change of a policy's content, that of the components which it refers to included. */
export function contentGeneration(
  { profiles }: Pick<PolicyContext, 'profiles'>,
  profile: Profile,
): number {
  return capabilitiesOf(profile.constraints)
    .filter(({ id }) => id.namespace === COMPONENT_NAMESPACE)
    .flatMap(({ id }) => profiles.find(id.id) ?? [])
    .reduce((sum, component) => sum + component.generationId, profile.generationId);
}

/**
 * The I/O filters that a policy asks for by itself or by a component that it refers to. Their capabilities are known by the form `<name>@<CLASS>` of
 * their id, so that a policy still asks for a filter that is gone.
 */
export function requiredFilters(
  { profiles }: Pick<PolicyContext, 'profiles'>,
  profile: Profile,
): readonly RequiredFilter[] {
  return capabilitiesOf(profile.constraints).flatMap((capability) => {
    const { namespace, id } = capability.id;
    if (namespace === COMPONENT_NAMESPACE) {
      const component = profiles.find(id);
      return component === undefined ? [] : requiredFilters({ profiles }, component);
    }
    const [name, className] = id.split('@');
    if (name !== namespace || className === undefined) return [];
    const instances = capability.constraint.flatMap(({ propertyInstance }) => propertyInstance);
    const values = Object.fromEntries(instances.map(({ id: key, value }) => [key, value]));
    return [{ name, className, capability, values }];
  });
}
