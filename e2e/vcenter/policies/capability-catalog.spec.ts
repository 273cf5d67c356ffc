import { parseScenario } from '../scenario/scenario-schema.ts';
import { ADMINISTRATOR } from '../testing/small-world.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';

const scenario = () =>
  parseScenario({
    name: 'capabilities',
    users: [{ name: ADMINISTRATOR, permissions: [{ role: 'Admin' }] }],
    datacenters: [
      {
        name: 'DC',
        clusters: [
          {
            name: 'one',
            filter: { name: 'rtrfilter', vendor: 'RTR', version: '1.2.0' },
            hosts: [{ name: 'one-1' }],
          },
        ],
      },
    ],
  });

describe('the capabilities of a filter', () => {
  let bed: VcenterBed;

  beforeEach(async () => {
    bed = await VcenterBed.start({ scenario: scenario() });
  });

  afterEach(() => bed.close());

  it('go some time after the filter left the last host, and come some time after it came', async () => {
    const { content, vcenter } = bed.running;
    const { capabilities } = content.policies;
    const isKnown = (): boolean => capabilities.filter('rtrfilter') !== undefined;
    const host = content.world.host(bed.named('one-1'));
    const [own] = host.filters.filter(({ vendor }) => vendor === 'RTR');
    if (own === undefined) throw new Error('The host has no filter.');
    const told = async (filters: typeof host.filters): Promise<boolean[]> => {
      host.filters = filters;
      capabilities.hostChanged(own);
      const before = isKnown();
      await vcenter.clock.sleep(6000);
      return [before, isKnown()];
    };

    expect(await told([])).toEqual([true, false]);
    expect(await told([own])).toEqual([false, true]);
  });
});
