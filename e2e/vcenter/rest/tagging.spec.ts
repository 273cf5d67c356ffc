import { parseScenario } from '../scenario/scenario-schema.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { httpJson, type HttpAnswer } from '../testing/http-json.ts';
import { ADMINISTRATOR, NOBODY, PASSWORD, TENANT } from '../testing/small-world.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';

function taggedWorld(): Scenario {
  const gold = { category: 'Tier', name: 'Gold' };
  const sales = { category: 'Department', name: 'Sales' };
  const host = (name: string): object[] => [{ name }];
  const user = (name: string, permissions: object[]): object => {
    return { name, password: PASSWORD, permissions };
  };
  return parseScenario({
    name: 'tagged',
    roles: [{ name: 'Tenant', privileges: [] }],
    users: [
      user(ADMINISTRATOR, [{ role: 'Admin' }]),
      user(TENANT, [
        { role: 'Tenant', propagate: false },
        { role: 'Tenant', entity: 'one' },
      ]),
      user(NOBODY, []),
    ],
    datacenters: [
      {
        name: 'Central',
        clusters: [
          {
            name: 'Alpha',
            hosts: host('alpha-1.example.com'),
            vms: [
              { name: 'one', tags: [gold, sales] },
              { name: 'two', tags: [gold] },
            ],
          },
        ],
      },
    ],
  });
}

describe('the tagging service', () => {
  let bed: VcenterBed;
  beforeAll(async () => {
    bed = await VcenterBed.start({ scenario: taggedWorld() });
  });
  afterAll(() => bed.close());

  const as = async (userName: string): Promise<Record<string, string>> => {
    const { url, caPem } = bed.running;
    const basic = Buffer.from(`${userName}:${PASSWORD}`).toString('base64');
    const headers = { Authorization: `Basic ${basic}` };
    const { body } = await httpJson('POST', `${url}/api/session`, { headers, caPem });
    return { 'vmware-api-session-id': String(body) };
  };
  const get = (path: string, headers: Record<string, string>): Promise<HttpAnswer> =>
    httpJson('GET', `${bed.running.url}/api/cis/tagging${path}`, {
      headers,
      caPem: bed.running.caPem,
    });
  const attached = (
    headers: Record<string, string>,
    body: unknown,
    action = 'list-attached-objects-on-tags',
  ): Promise<HttpAnswer> =>
    httpJson('POST', `${bed.running.url}/api/cis/tagging/tag-association?action=${action}`, {
      headers,
      body,
      caPem: bed.running.caPem,
    });
  const tagNamed = async (name: string, headers: Record<string, string>): Promise<string> => {
    for (const id of (await get('/tag', headers)).body as string[]) {
      const { body } = await get(`/tag/${encodeURIComponent(id)}`, headers);
      if ((body as { name: string }).name === name) return id;
    }
    throw new Error(`There is no tag ${name}.`);
  };

  it('lists categories and tags by id and describes each', async () => {
    const headers = await as(ADMINISTRATOR);
    const categories = (await get('/category', headers)).body as string[];
    const described = await Promise.all(categories.map((id) => get(`/category/${id}`, headers)));
    const gold = await get(`/tag/${await tagNamed('Gold', headers)}`, headers);

    expect(categories[0]).toMatch(/^urn:vmomi:InventoryServiceCategory:[0-9a-f-]{36}:GLOBAL$/);
    expect(described.map(({ body }) => (body as { name: string }).name)).toEqual([
      'Tier',
      'Department',
    ]);
    expect(gold.body).toEqual(
      jasmine.objectContaining({ name: 'Gold', category_id: String(categories[0]) }),
    );
    expect((await get('/tag/urn:other', headers)).status).toBe(404);
  });

  it('tells what tags are attached to, leaving out tags that do not exist', async () => {
    const headers = await as(ADMINISTRATOR);
    const gold = await tagNamed('Gold', headers);
    const answer = await attached(headers, { tag_ids: [gold, 'urn:other'] });

    expect(answer).toEqual({
      status: 200,
      body: [
        {
          tag_id: gold,
          object_ids: ['one', 'two'].map((name) => ({
            type: 'VirtualMachine',
            id: bed.named(name).value,
          })),
        },
      ],
    });
  });

  it('shows only the machines that the caller may read', async () => {
    const headers = await as(TENANT);
    const gold = await tagNamed('Gold', headers);
    const { body } = await attached(headers, { tag_ids: [gold] });
    const [tag] = body as { object_ids: { id: string }[] }[];

    expect(tag?.object_ids.map(({ id }) => id)).toEqual([bed.named('one').value]);
  });

  it('shows nothing to a user without permissions or without a session', async () => {
    const headers = await as(NOBODY);
    const gold = await tagNamed('Gold', await as(ADMINISTRATOR));
    const statuses = [await get(`/tag/${gold}`, headers), await get('/tag', {})];

    expect((await get('/tag', headers)).body).toEqual([]);
    expect((await attached(headers, { tag_ids: [gold] })).body).toEqual([]);
    expect(statuses.map(({ status }) => status)).toEqual([403, 401]);
  });

  it('refuses a body without tags and an operation that it does not know', async () => {
    const headers = await as(ADMINISTRATOR);
    const answers = [await attached(headers, {}), await attached(headers, { tag_ids: [] }, 'x')];

    expect(answers.map(({ status }) => status)).toEqual([400, 404]);
  });
});
