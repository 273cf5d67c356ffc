import { sampleRow, samplePages } from '../../testing/sample-machines.ts';
import { SAMPLE_VC_GUID } from '../../testing/sample-world.ts';
import { SAMPLE_TOKEN, startApp } from '../../testing/start-app.ts';
import { problemSchema } from '../contract/problem.ts';
import { SESSION_HEADER } from '../contract/routes.ts';
import {
  vmFilterChoicesSchema,
  vmPageSchema,
  vmSelectionSchema,
} from '../contract/virtual-machine.ts';
import type { VmPageWish, VmSelectionWish } from '../services/vm-use-cases.ts';

const BASE = `/api/v1/vcenters/${SAMPLE_VC_GUID}/vms`;
const headers = { [SESSION_HEADER]: SAMPLE_TOKEN, 'content-type': 'application/json' };

function post(body: unknown) {
  return { method: 'POST', headers, body: JSON.stringify(body) };
}

describe('The API over virtual machines', () => {
  it('answers a page with the reasons of machines and of their disks', async () => {
    await using app = await startApp();
    const reply = await app.client.send(`${BASE}/query`, post({}));
    const page = vmPageSchema.parse(reply.json());
    const [row] = page.rows;

    expect(reply.status).withContext(reply.text).toBe(200);
    expect([page.matching, page.total, page.asOf]).toEqual([1, 2, '2026-01-15T09:00:00.000Z']);
    expect(row?.reasons.map(({ code }) => code)).toEqual(['snapshot', 'multiWriter']);
    expect(row?.disks?.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([
      ['multiWriter'],
    ]);
    expect([row?.clusterId, row?.folder]).toEqual(['domain-c8', ['Databases']]);
  });

  it('asks for the first fifty machines by name when nothing is said', async () => {
    const wishes: VmPageWish[] = [];
    const vmPages = samplePages();
    const page = (_user: unknown, wish: VmPageWish) => {
      wishes.push(wish);
      return vmPages.page({} as never, wish);
    };
    await using app = await startApp({ vmPages: { ...vmPages, page } });
    await app.client.send(`${BASE}/query`, post({}));

    expect(wishes).toEqual([
      { filter: {}, sort: { by: 'name', descending: false }, offset: 0, limit: 50 },
    ]);
  });

  it('shows a machine whose disks have not been read', async () => {
    const unread = { ...sampleRow, disks: null };
    const answer = { rows: [unread], matching: 1, total: 1, asOf: new Date(), disksPending: 1 };
    const vmPages = { ...samplePages(), page: () => Promise.resolve(answer) };
    await using app = await startApp({ vmPages });
    const reply = await app.client.send(`${BASE}/query`, post({}));
    const [row] = vmPageSchema.parse(reply.json()).rows;

    expect([row?.disks, row?.diskCount]).toEqual([null, 1]);
  });

  it('answers all that match, and takes a filter that names 20,000 machines', async () => {
    const wishes: VmSelectionWish[] = [];
    const vmPages = samplePages();
    const selection = (_user: unknown, wish: VmSelectionWish) => {
      wishes.push(wish);
      return vmPages.selection({} as never, wish);
    };
    await using app = await startApp({ vmPages: { ...vmPages, selection } });
    const vmIds = Array.from({ length: 20_000 }, (_, index) => `vm-${100_000 + index}`);
    const reply = await app.client.send(
      `${BASE}/selection`,
      post({ filter: { vmIds }, ineligible: 'include' }),
    );

    expect(reply.status).withContext(reply.text).toBe(200);
    expect(vmSelectionSchema.parse(reply.json())).toEqual({
      vms: [{ id: 'vm-42', name: 'db1', clusterId: 'domain-c8', policyState: 'all' }],
      leftOut: 1,
    });
    expect([wishes[0]?.filter.vmIds?.length, wishes[0]?.includeIneligible]).toEqual([20_000, true]);
  });

  it('answers folders and tags to filter by', async () => {
    await using app = await startApp();
    const reply = await app.client.send(`${BASE}/filters`, { headers });

    expect(vmFilterChoicesSchema.parse(reply.json())).toEqual({
      folders: [{ id: 'group-v7', path: ['Databases'] }],
      tags: [{ id: 'tag-1', name: 'Gold', category: 'Tier', vms: 1 }],
    });
  });

  for (const [mistake, body] of [
    ['a limit beyond 200', { limit: 201 }],
    ['an offset below zero', { offset: -1 }],
    ['a sort that is none', { sort: { by: 'colour' } }],
    ['a member that nobody knows', { filter: { owner: 'anna' } }],
    ['an id that could not be one', { filter: { clusterIds: ['../x'] } }],
    ['an empty list of clusters', { filter: { clusterIds: [] } }],
    ['a search that is too long', { filter: { search: 'x'.repeat(129) } }],
  ] as const)
    it(`refuses ${mistake}`, async () => {
      await using app = await startApp();
      const reply = await app.client.send(`${BASE}/query`, post(body));

      expect(reply.status).toBe(400);
      expect(problemSchema.parse(reply.json()).code).toBe('invalidRequest');
    });

  it('refuses whoever is not logged in', async () => {
    await using app = await startApp();
    const reply = await app.client.send(`${BASE}/query`, {
      ...post({}),
      headers: { 'content-type': 'application/json' },
    });

    expect(reply.status).toBe(401);
  });
});
