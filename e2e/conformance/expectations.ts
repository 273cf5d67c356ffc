import type { Scenario } from '../vcenter/scenario/scenario-schema.ts';
import { changeChecks } from './change-expectations.ts';
import { atLeast, holdsAll, steps } from './check-words.ts';
import type { Check } from './observation.ts';

/** What the run knows about the world that the client looks at. */
export interface World {
  readonly scenario: Scenario;
  readonly instanceUuid: string;
  readonly user: string;
  /** Name of the cluster that the filter is installed on. */
  readonly cluster: string;
  readonly filter: { readonly name: string; readonly vendor: string; readonly vibVersion: string };
}

const rises = (actual: unknown): boolean =>
  Array.isArray(actual) &&
  actual.length > 0 &&
  actual.every((value, index) => index === 0 || value >= actual[index - 1]);

const clustersOf = ({ datacenters }: Scenario) => datacenters.flatMap(({ clusters }) => clusters);

function sessionChecks({ instanceUuid, user, scenario }: World): Check[] {
  const isUser = (name: unknown): boolean =>
    String(name)
      .toLowerCase()
      .includes(user.split('@')[0] ?? user);
  return steps(
    'session',
    ['connects over TLS that it verified, and finds a vCenter', 'apiType', 'VirtualCenter'],
    [
      'agrees on the newest API version that the vCenter offers',
      'negotiated',
      scenario.vcenter.apiVersion,
    ],
    ['finds the instance id', 'instanceUuid', instanceUuid],
    ['finds its own session', 'user', isUser],
    ['finds the manager of I/O filters', 'hasIoFilterManager', true],
    ['is nobody after logging out', 'afterLogout.type', 'NotAuthenticated'],
  );
}

function refusalChecks(): Check[] {
  const lacksPatch = (fault: unknown): boolean =>
    /NoPermission.*Host\.Config\.Patch/.test(JSON.stringify(fault));
  return [
    ...steps(
      'refusals',
      [
        'refuses a certificate of an authority that it does not trust',
        'unknownCertificate.type',
        'SSLCertVerificationError',
      ],
      ['is refused with a wrong password', 'wrongPassword.type', 'InvalidLogin'],
    ),
    ...steps('old version', [
      'sees no manager of I/O filters when it speaks API 5.5',
      'hasIoFilterManager',
      false,
    ]),
    ...steps('privileges', [
      'may not install as a user who lacks "Query patch"',
      'install',
      lacksPatch,
    ]),
  ];
}

function inventoryChecks({ scenario }: World): Check[] {
  const { datacenters } = scenario;
  const clusters = clustersOf(scenario);
  const standalone = datacenters.flatMap(({ standaloneHosts }) => standaloneHosts);
  const hosts = [
    ...clusters.flatMap((cluster) => cluster.hosts),
    ...standalone.map(({ host }) => host),
  ];
  const vms = [...clusters, ...standalone].flatMap((owner) => owner.vms);
  const names = (items: readonly { readonly name: string }[]): string[] =>
    items.map(({ name }) => name).sort((a, b) => (a < b ? -1 : 1));
  return steps(
    'inventory',
    ['reads every datacenter', 'counts.Datacenter', datacenters.length],
    ['reads every cluster by name', 'clusters', names(clusters)],
    ['reads every host by name', 'hosts', names(hosts)],
    ['reads every virtual machine by name', 'vms', names(vms)],
    ['reads the inventory in pages', 'pages', atLeast(3)],
    ['finds a parent for each object in the view', 'orphans', []],
  );
}

function objectChecks({ scenario, cluster }: World): Check[] {
  const owner = clustersOf(scenario).find(({ name }) => name === cluster);
  const [host] = owner?.hosts ?? [];
  const wanted = [
    'config',
    'hardware',
    'runtime',
    'summary',
    'configManager',
    'name',
    'parent',
    'vm',
  ];
  const wantedOfVm = ['config', 'runtime', 'summary', 'layoutEx', 'name', 'storage', 'guest'];
  return [
    ...steps(
      'host',
      ['reads all properties of a host at once', 'atOnce', holdsAll(...wanted)],
      ['reads all properties of a host one by one', 'oneByOne', holdsAll(...wanted)],
      ['finds no property of a host that it may not read', 'missing', []],
      ['finds the host by name', 'name', host?.name],
      ['finds the version of ESXi', 'version', host?.version],
      ['asks the host for its acceptance level', 'acceptance', host?.acceptanceLevel],
      ['finds the certificate of the host as PEM', 'certificate', '-----BEGIN CERTIFICATE-----'],
    ),
    ...steps(
      'virtual machine',
      ['reads all properties of a virtual machine at once', 'atOnce', holdsAll(...wantedOfVm)],
      ['reads all properties of a virtual machine one by one', 'oneByOne', holdsAll(...wantedOfVm)],
      ['finds no property of a virtual machine that it may not read', 'missing', []],
      ['finds its disks among the devices', 'disks', atLeast(1)],
    ),
  ];
}

function installChecks({ scenario, cluster, filter }: World): Check[] {
  const hosts = clustersOf(scenario).find(({ name }) => name === cluster)?.hosts.length ?? 0;
  const onEveryHost = (actual: unknown): boolean =>
    Array.isArray(actual) &&
    actual.length === hosts &&
    actual.every((names) => holdsAll(filter.name)(names));
  return steps(
    'install',
    ['finds no filter before the installation', 'before', 0],
    ['finds its task among the recent tasks of the cluster', 'isRecent', true],
    [
      'is told by updates when the installation runs and when it has succeeded',
      'states',
      holdsAll('running', 'success'),
    ],
    ['is told that the progress rises', 'progress', rises],
    [
      'gets the task as a new object first and then as a changed one',
      'kinds',
      holdsAll('enter', 'modify'),
    ],
    ['needs several updates', 'versions', atLeast(3)],
    ['sees no error', 'error', null],
    ['is refused with a version that no update gave', 'oldVersion.type', 'InvalidCollectorVersion'],
    ['finds the cluster in the task', 'entity', cluster],
    ['finds the filter on every host afterwards', 'onHosts', onEveryHost],
  );
}

function queryChecks(filter: World['filter']): Check[] {
  return steps(
    'queries',
    ['finds exactly one filter on the cluster', 'filters.length', 1],
    ['finds its name', 'filters.0.name', filter.name],
    ['finds its vendor', 'filters.0.vendor', filter.vendor],
    ['finds its version', 'filters.0.version', filter.vibVersion],
    ['finds no issue on any host', 'hostIssues', 0],
    ['is told which operation the issues belong to', 'opType', 'install'],
    ['is told that an unknown filter is not found', 'unknownFilter.type', 'NotFound'],
    [
      'is told that an unknown cluster does not exist',
      'unknownCluster.type',
      'ManagedObjectNotFound',
    ],
  );
}

const extensionChecks: readonly Check[] = steps(
  'extension',
  ['registers an extension and finds it', 'found.key', 'com.example.conformance'],
  ['finds what it registered', 'found.type', 'MANIFEST_SERVER'],
  ['finds the extension in the list', 'listed', true],
  ['cannot register it twice', 'twice.type', 'InvalidArgument'],
  ['makes a task of a kind that the extension registered', 'task', 'com.example.conformance.task'],
  [
    'cannot make a task of a kind that nobody registered',
    'unregisteredTask.type',
    'InvalidArgument',
  ],
  ['finds nothing after unregistering', 'afterwards', true],
);

const policyChecks: readonly Check[] = steps(
  'storage policies',
  ['may not list storage policies without a session', 'anonymous.type', 'NotAuthenticated'],
  [
    'lists storage policies with the session of the vCenter',
    'names',
    holdsAll('VM Encryption Policy', 'vSAN Default Storage Policy'),
  ],
  ['reads what the policies are for', 'resources', ['STORAGE']],
);

/** Everything that has to be true of what the client saw. */
export function expectations(world: World): Check[] {
  return [
    ...sessionChecks(world),
    ...refusalChecks(),
    ...inventoryChecks(world),
    ...objectChecks(world),
    ...installChecks(world),
    ...queryChecks(world.filter),
    ...extensionChecks,
    ...policyChecks,
    ...changeChecks,
  ];
}
