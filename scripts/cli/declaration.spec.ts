import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkedRequest, clusterWishes, machineWishes, readDeclaration } from './declaration.ts';

const CLUSTERS = [
  { id: 'domain-c1', name: 'Production' },
  { id: 'domain-c2', name: 'Test' },
  { id: 'domain-c3', name: 'Test' },
];

describe('The declarative file', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rtr-declaration-'));
    file = join(folder, 'clusters.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('says by name or by id what clusters shall be', async () => {
    const clusters = [
      { name: 'Production', filter: 'latest' },
      { id: 'domain-c3', filter: 'absent' },
    ];
    await writeFile(file, JSON.stringify({ clusters }));
    expect(clusterWishes(await readDeclaration(file), CLUSTERS)).toEqual([
      { clusterId: 'domain-c1', desired: 'installed' },
      { clusterId: 'domain-c3', desired: 'absent' },
    ]);
  });

  it('says by name or by id which policy machines shall have, without a cluster if need be', async () => {
    const virtualMachines = [
      { name: 'db1', policy: 'filter' },
      { id: 'vm-2', policy: 'default' },
    ];
    await writeFile(file, JSON.stringify({ virtualMachines }));
    const declaration = await readDeclaration(file);
    expect(declaration.clusters).toEqual([]);
    expect(machineWishes(declaration, [{ id: 'vm-1' }, { id: 'vm-2' }])).toEqual([
      { vmId: 'vm-1', desired: 'assigned' },
      { vmId: 'vm-2', desired: 'unassigned' },
    ]);
  });

  const mistakes: Record<string, [string, RegExp]> = {
    'that is no JSON': ['{', /cannot be used: .*JSON/],
    'without clusters and machines': ['{"clusters": []}', /clusters: .*neither a cluster/],
    'with another policy': [
      '{"virtualMachines": [{"name": "db1", "policy": "Gold"}]}',
      /virtualMachines\.0: needs "name" or "id", and "policy"/,
    ],
    'with another wish': [
      '{"clusters": [{"name": "Production", "filter": "1.2.0"}]}',
      /clusters\.0: needs "name" or "id", and "filter"/,
    ],
    'with name and id at once': [
      '{"clusters": [{"name": "Production", "id": "domain-c1", "filter": "latest"}]}',
      /clusters\.0/,
    ],
    'with a member too many': ['{"clusters": [], "force": true}', /force/],
  };
  for (const [name, [content, message]] of Object.entries(mistakes))
    it(`is refused ${name}`, async () => {
      await writeFile(file, content);
      await expectAsync(readDeclaration(file)).toBeRejectedWithError(message);
    });

  it('is refused when it is not there', async () => {
    await expectAsync(readDeclaration(file)).toBeRejectedWithError(/ENOENT/);
  });

  it('is refused with all names that are unknown or ambiguous', () => {
    const clusters = [
      { name: 'Prodution', filter: 'latest' as const },
      { name: 'Test', filter: 'latest' as const },
    ];
    expect(() => clusterWishes({ clusters }, CLUSTERS)).toThrowError(
      /no cluster "Prodution".*2 clusters are named "Test".*domain-c2, domain-c3/,
    );
  });

  it('is refused when it names a cluster twice', () => {
    const clusters = [
      { name: 'Production', filter: 'latest' as const },
      { id: 'domain-c1', filter: 'absent' as const },
    ];
    const wishes = clusterWishes({ clusters }, CLUSTERS);
    expect(() => checkedRequest({ clusters: wishes })).toThrowError(/once only/);
  });
});
