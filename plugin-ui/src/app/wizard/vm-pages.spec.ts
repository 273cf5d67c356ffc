import { signal } from '@angular/core';
import type { VmQuery } from '@contract/virtual-machine';
import { until } from '../../testing/until';
import { aVmPage, aVmRow } from '../../testing/vm-builders';
import { VmPages } from './vm-pages';

describe('the pages of machines', () => {
  const scope = signal({
    clusters: [
      { id: 'domain-c8', name: 'Production' },
      { id: 'domain-c9', name: 'Analytics' },
    ],
    willCarryFilter: ['domain-c8'],
  });
  let queries: VmQuery[];
  let pages: VmPages;

  beforeEach(() => {
    queries = [];
    pages = new VmPages((query) => {
      queries.push(query);
      return Promise.resolve(aVmPage([aVmRow()], { matching: 120 }));
    }, scope);
  });

  it('are those of the ticked clusters, by name', async () => {
    await pages.data.load();

    expect(queries).toEqual([
      {
        filter: { clusterIds: ['domain-c8', 'domain-c9'], willCarryFilter: ['domain-c8'] },
        sort: { by: 'name', descending: false },
        offset: 0,
        limit: 50,
      },
    ]);
  });

  it('are turned and sorted by the server, and asked for only when something changes', () => {
    pages.show(3, { by: 'host', descending: true });
    pages.show(3, { by: 'host', descending: true });

    expect(queries.map(({ offset, sort }) => [offset, sort])).toEqual([
      [100, { by: 'host', descending: true }],
    ]);
  });

  it('begin at the first again with another filter', () => {
    pages.show(3, { by: 'name', descending: false });
    pages.choose({ clusterId: 'domain-c9', policyState: 'all', tagId: 'tag-1' });

    expect(pages.page()).toBe(1);
    expect(pages.filterCount()).toBe(3);
    expect(queries.at(-1)?.filter).toEqual({
      clusterIds: ['domain-c9'],
      willCarryFilter: ['domain-c8'],
      policyState: 'all',
      tagId: 'tag-1',
    });
  });

  it('say that the user waits for other rows, not that those on screen are refreshed', async () => {
    const refresh = pages.data.load();
    const whileRefreshing = pages.isTurning();
    await refresh;
    pages.show(2, { by: 'name', descending: false });
    const whileTurning = pages.isTurning();
    await until('the page', () => !pages.isTurning());

    expect(whileRefreshing).toBeFalse();
    expect(whileTurning).toBeTrue();
  });

  it('wait for a pause in the typing', async () => {
    pages.search('d');
    pages.search('db');
    const before = queries.length;
    await until('the request', () => queries.length > 0);

    expect(before).toBe(0);
    expect(queries.map(({ filter }) => filter?.search)).toEqual(['db']);
  });

  it('show everything again', () => {
    pages.choose({ eligibility: 'ineligible', search: 'x' });
    pages.reset();

    expect(pages.filterCount()).toBe(0);
    expect(queries.at(-1)?.filter).toEqual({
      clusterIds: ['domain-c8', 'domain-c9'],
      willCarryFilter: ['domain-c8'],
    });
  });
});
