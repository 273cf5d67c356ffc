import type { Ref } from './core/managed-object.ts';
import type { Vcenter } from './core/vcenter.ts';
import { createHostControls } from './control/host-controls.ts';
import type { HostControls } from './control/host-controls.ts';
import { createVmControls } from './control/vm-controls.ts';
import type { VmControls } from './control/vm-controls.ts';
import { FilterStore } from './filters/filter-store.ts';
import { InjectedIssues } from './filters/injected-issues.ts';
import type { FilterContext } from './filters/filter-context.ts';
import { buildInventory } from './inventory/build-inventory.ts';
import { Maintenance } from './maintenance/maintenance.ts';
import { World } from './inventory/world.ts';
import { installEventManager } from './managers/event-manager.ts';
import { HostCertificateAuthority } from './managers/host-certificate.ts';
import { defineHostImageConfigManager } from './managers/host-image-config-manager.ts';
import { installIoFilterManager } from './managers/io-filter-manager.ts';
import { defineMaintenanceMethods } from './managers/host-maintenance.ts';
import { installPbm } from './managers/pbm.ts';
import { definePowerMethods } from './managers/vm-power.ts';
import { placeScenarioFilters } from './filters/scenario-filters.ts';
import { Associations } from './policies/associations.ts';
import { CapabilityCatalog } from './policies/capability-catalog.ts';
import type { CheckedEntity } from './policies/compliance.ts';
import type { PolicyContext } from './policies/policy-context.ts';
import { ProfileStore } from './policies/profile-store.ts';
import { placeScenarioPolicies } from './policies/scenario-policies.ts';
import { defineReconfigure } from './managers/vm-reconfigure.ts';
import { TagBook } from './tagging/tag-book.ts';
import type { Scenario } from './scenario/scenario-schema.ts';

/** What the content of a simulated vCenter needs from outside. */
export interface ContentOptions {
  /** PEM roots that this vCenter trusts when it downloads bundles (its TRUSTED_ROOTS store). */
  readonly trustedRoots?: readonly string[];
}

/** The content of a simulated vCenter, as far as tests and the control API reach into it. */
export interface Content {
  readonly world: World;
  readonly filters: FilterContext;
  readonly policies: PolicyContext;
  readonly hosts: HostControls;
  readonly vms: VmControls;
  readonly tags: TagBook;
  /** Trusts one more root, as adding it to TRUSTED_ROOTS does. */
  readonly trustRoot: (pem: string) => void;
}

/** Fills a vCenter: events, inventory, filters of the scenario, and the managers around them. Its schema must hold the content's types. */
export function installContent(
  vcenter: Vcenter,
  scenario: Scenario,
  options: ContentOptions = {},
): Content {
  const roots = [...(options.trustedRoots ?? [])];
  installEventManager(vcenter);
  const world = new World(vcenter, new HostCertificateAuthority(vcenter.about.name));
  const clusters = buildInventory(world, scenario);
  const injected = new InjectedIssues();
  const { timing } = scenario;
  const capabilities = new CapabilityCatalog(world, timing.capabilitySeconds * 1000);
  const filters: FilterContext = {
    world,
    store: new FilterStore(),
    injected,
    hostChanged: (filter) => capabilities.hostChanged(filter),
    maintenance: new Maintenance(world, injected, timing.secondsPerMigration * 1000),
    downloadMilliseconds: timing.downloadSeconds * 1000,
    millisecondsPerHost: timing.secondsPerHost * 1000,
    hostsAtATime: timing.hostsAtATime,
    cancelable: scenario.vcenter.filterTasksCancelable,
    trustedRoots: () => roots,
  };
  placeScenarioFilters(filters, clusters);
  installIoFilterManager(filters);
  defineHostImageConfigManager(world);
  defineMaintenanceMethods(filters);
  definePowerMethods(world, timing.secondsPerPowerChange * 1000);
  const policies = installPolicies(world, capabilities, scenario);
  announceSummaries(vcenter);
  const trustRoot = (pem: string): void => void roots.push(pem);
  const hosts = createHostControls(filters);
  const tags = new TagBook(world);
  return { world, filters, policies, hosts, vms: createVmControls(world), tags, trustRoot };
}

/** The storage policy service and the change of policies; the filters of the scenario must be on their hosts. */
function installPolicies(
  world: World,
  capabilities: CapabilityCatalog,
  scenario: Scenario,
): PolicyContext {
  const { timing } = scenario;
  const policies = {
    world,
    profiles: new ProfileStore(),
    associations: new Associations(),
    capabilities,
    checked: new Map<string, CheckedEntity>(),
    datastoreDefaults: new Map<string, string>(),
  };
  capabilities.catchUp();
  placeScenarioPolicies(policies, scenario);
  installPbm(policies);
  defineReconfigure(policies, {
    milliseconds: timing.secondsPerReconfigure * 1000,
    atATime: timing.reconfiguresAtATime,
  });
  return policies;
}

/** Summaries are worked out from other properties: whoever watches one hears when those change. */
function announceSummaries({ registry, schema }: Vcenter): void {
  const summarised = ['HostSystem', 'VirtualMachine', 'ComputeResource'];
  registry.onChange(({ kind, object, paths }) => {
    const { ref, properties } = object;
    if (kind !== 'update' || !paths.some((path) => sources.test(path))) return;
    if (!summarised.some((type) => schema.isObjectA(ref.type, type))) return;
    registry.touch(ref, ['summary']);
    if (ref.type === 'HostSystem') registry.touch(properties['parent'] as Ref, ['summary']);
  });
}

/** The properties that summaries repeat or count. */
const sources = /^(runtime|overallStatus|name|host)\b/;
