import { SAMPLE_VC_GUID } from '../../testing/sample-world.ts';
import { SAMPLE_TOKEN, startApp } from '../../testing/start-app.ts';
import { dynamicResponseSchema } from '../contract/dynamic-extensions.ts';
import { SESSION_HEADER } from '../contract/routes.ts';

const HEADERS = { [SESSION_HEADER]: SAMPLE_TOKEN, 'content-type': 'application/json' };
const idOf = (value: string, type = 'ClusterComputeResource'): string =>
  `urn:vmomi:${type}:${value}:${SAMPLE_VC_GUID}`;

describe('The dynamic menu of clusters', () => {
  async function ask(objectIds: unknown, headers: Record<string, string> = HEADERS) {
    await using app = await startApp();
    const body = JSON.stringify({ apiVersion: '1.0.0', objectIds, locale: 'en-US', more: true });
    return await app.client.send('/dynamic/cluster-menu', { method: 'POST', headers, body });
  }
  const itemsOf = async (objectIds: unknown) =>
    dynamicResponseSchema.parse((await ask(objectIds)).json()).dynamicItems;

  it('offers what is allowed, greys the rest and hides the explanation where setting up is allowed', async () => {
    expect(await itemsOf([idOf('domain-c8')])).toEqual([
      { id: 'setup-io-filter', visible: true, relevant: true },
      { id: 'explain-io-filter', visible: false, relevant: false },
      { id: 'update-io-filter', visible: true, relevant: true },
      { id: 'remove-io-filter', visible: false, relevant: true },
    ]);
  });

  it('greys setting up and offers the explanation as soon as one cluster of a selection is denied', async () => {
    expect(await itemsOf([idOf('domain-c8'), idOf('domain-c9')])).toEqual([
      { id: 'setup-io-filter', visible: false, relevant: true },
      { id: 'explain-io-filter', visible: true, relevant: true },
      { id: 'update-io-filter', visible: true, relevant: true },
      { id: 'remove-io-filter', visible: false, relevant: true },
    ]);
  });

  it('denies for anything that is no cluster', async () => {
    const items = await itemsOf([idOf('host-12', 'HostSystem')]);
    const offered = items.filter(({ visible }) => visible).map(({ id }) => id);
    expect(offered).toEqual(['explain-io-filter']);
  });

  it('refuses ids that are none with 400 and callers without a session with 401', async () => {
    expect((await ask(['domain-c8'])).status).toBe(400);
    expect((await ask([])).status).toBe(400);
    const anonymous = { 'content-type': 'application/json' };
    expect((await ask([idOf('domain-c8')], anonymous)).status).toBe(401);
  });
});

describe('The dynamic menu of virtual machines', () => {
  async function itemsOf(...objectIds: string[]) {
    await using app = await startApp();
    const body = JSON.stringify({ objectIds });
    const options = { method: 'POST', headers: HEADERS, body };
    const reply = await app.client.send('/dynamic/vm-menu', options);
    const { dynamicItems } = dynamicResponseSchema.parse(reply.json());
    return dynamicItems.map(({ id, visible, relevant }) => [id, visible, relevant]);
  }
  const vm = (value: string): string => idOf(value, 'VirtualMachine');

  it('offers what is possible and greys the rest', async () => {
    expect(await itemsOf(vm('vm-42'))).toEqual([
      ['assign-io-filter-policy', true, true],
      ['remove-io-filter-policy', false, true],
      ['explain-io-filter-policy', false, false],
    ]);
  });

  it('offers what is possible for one of a selection, and explains what is not possible for another', async () => {
    expect(await itemsOf(vm('vm-42'), vm('vm-43'), vm('vm-99'))).toEqual([
      ['assign-io-filter-policy', true, true],
      ['remove-io-filter-policy', true, true],
      ['explain-io-filter-policy', true, true],
    ]);
  });

  it('offers nothing but the explanation for anything else', async () => {
    expect(await itemsOf(vm('vm-42'), idOf('domain-c8'))).toEqual([
      ['assign-io-filter-policy', false, true],
      ['remove-io-filter-policy', false, true],
      ['explain-io-filter-policy', true, true],
    ]);
  });

  it('is refused without a session, and for methods other than POST', async () => {
    await using app = await startApp();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ objectIds: [vm('vm-42')] });
    const anonymous = { method: 'POST', headers, body };
    expect((await app.client.send('/dynamic/vm-menu', anonymous)).status).toBe(401);
    expect((await app.client.send('/dynamic/vm-menu', { headers: HEADERS })).status).toBe(405);
  });
});
