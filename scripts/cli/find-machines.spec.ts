import type { VmQuery, VmRow } from '../../plugin-server/src/contract/virtual-machine.ts';
import { findMachines } from './find-machines.ts';

function row(id: string, name: string): VmRow {
  return {
    id,
    name,
    clusterId: 'domain-c1',
    clusterName: 'Production',
    hostName: null,
    folder: [],
    powerState: 'poweredOn',
    policyState: 'none',
    eligible: true,
    reasons: [],
    diskCount: 1,
    disks: null,
  };
}

/** A server with these machines; it counts what it is asked. */
function serverWith(rows: readonly VmRow[]) {
  const asked: VmQuery[] = [];
  return {
    asked,
    post: <T>(_path: string, body: unknown) => {
      const query = body as VmQuery;
      asked.push(query);
      const { vmIds, search } = query.filter ?? {};
      const matching = rows.filter(
        ({ id, name }) =>
          (vmIds?.includes(id) ?? true) &&
          (search === undefined || name.toLowerCase().includes(search.toLowerCase())),
      );
      const { offset = 0, limit = 50 } = query;
      const page = matching.slice(offset, offset + limit);
      return Promise.resolve({ rows: page, matching: matching.length } as T);
    },
  };
}

describe('Finding machines by name or id', () => {
  it('takes whole names only, in the order of the question', async () => {
    const server = serverWith([row('vm-1', 'db1'), row('vm-2', 'db10'), row('vm-3', 'web')]);
    const found = await findMachines(server, [{ nameOrId: 'vm-3' }, { nameOrId: 'db1' }]);
    expect(found.map(({ id }) => id)).toEqual(['vm-3', 'vm-1']);
  });

  it('names everything that is unknown or ambiguous at once', async () => {
    const server = serverWith([row('vm-1', 'db1'), row('vm-2', 'db1'), row('vm-3', 'vm-1')]);
    const wanted = [{ name: 'db1' }, { id: 'vm-9' }, { nameOrId: 'vm-1' }];
    await expectAsync(findMachines(server, wanted)).toBeRejectedWithError(
      /2 virtual machines are named "db1".*vm-1, vm-2.*no virtual machine vm-9.*2 virtual machines are named "vm-1"/,
    );
  });

  it('reads the whole list, page by page, when there are many names', async () => {
    const rows = Array.from({ length: 450 }, (_, index) => row(`vm-${index}`, `web-${index}`));
    const server = serverWith(rows);
    const found = await findMachines(
      server,
      rows.slice(100, 200).map(({ name }) => ({ name })),
    );
    expect(found.length).toBe(100);
    expect(server.asked.map(({ offset }) => offset)).toEqual([0, 200, 400]);
  });
});
