import type { Ref } from '../core/managed-object.ts';
import { PROPERTY_COLLECTOR, VIEW_MANAGER } from '../core/well-known.ts';
import { updateLines } from '../testing/property-xml.ts';
import { refXml, textAt, type SoapClient } from '../testing/soap-client.ts';
import { VcenterBed } from '../testing/vcenter-bed.ts';

const SPEC =
  '<propSet><type>Task</type><pathSet>info.state</pathSet></propSet><objectSet>' +
  '<obj type="ListView">VIEW</obj><skip>true</skip><selectSet xsi:type="TraversalSpec">' +
  '<type>ListView</type><path>view</path></selectSet></objectSet>';

describe('watching the tasks in a list view', () => {
  let bed: VcenterBed;
  let client: SoapClient;
  let list: Ref;
  let version = '';
  beforeEach(async () => {
    bed = await VcenterBed.start();
    client = await bed.login();
    version = '';
    list = { type: 'ListView', value: (await client.call('CreateListView', VIEW_MANAGER)).text };
    const spec = `<spec>${SPEC.replace('VIEW', list.value)}</spec>`;
    const args = `${spec}<partialUpdates>false</partialUpdates>`;
    await client.call('CreateFilter', PROPERTY_COLLECTOR, args);
  });
  afterEach(() => bed.close());

  const run = (work: () => Promise<unknown>): Ref =>
    bed.running.vcenter.tasks.run(
      { entity: bed.named('Alpha'), name: 'Work_Task', descriptionId: 'Work.do' },
      work,
    );
  const change = (verb: 'add' | 'remove', task: Ref): Promise<unknown> =>
    client.call('ModifyListView', list, refXml(verb, task));
  const wait = async (seconds: number): Promise<string[]> => {
    const options = `<options><maxWaitSeconds>${seconds}</maxWaitSeconds></options>`;
    const args = `<version>${version}</version>${options}`;
    const reply = await client.call('WaitForUpdatesEx', PROPERTY_COLLECTOR, args);
    version = reply.results.map((each) => textAt(each, 'version'))[0] ?? version;
    return updateLines(reply);
  };

  it('reports a task that was added, its end, and its leaving', async () => {
    let finish = (): void => undefined;
    const end = new Promise<void>((resolve) => (finish = resolve));
    const task = run(() => end);
    await change('add', task);
    const lines = await wait(10);
    if (lines.join() !== `enter ${task.value} info.state=running`) lines.push(...(await wait(10)));
    finish();
    lines.push(...(await wait(10)));
    await change('remove', task);
    lines.push(...(await wait(10)));

    expect(lines.at(0)).toMatch(new RegExp(`^enter ${task.value} info.state=(queued|running)$`));
    expect(lines.slice(-2)).toEqual([
      `modify ${task.value} info.state=success`,
      `leave ${task.value}`,
    ]);
  });

  it('says nothing of tasks that are in other lists or in none', async () => {
    const other = await client.call('CreateListView', VIEW_MANAGER);
    const task = run(() => Promise.resolve());
    await client.call(
      'ModifyListView',
      { type: 'ListView', value: other.text },
      refXml('add', task),
    );

    expect(await wait(0)).toEqual([]);
  });

  it('reports that a task of the list is gone', async () => {
    const task = run(() => Promise.resolve());
    await change('add', task);
    await wait(10);
    bed.running.vcenter.registry.remove(task);

    expect((await wait(10)).at(-1)).toBe(`leave ${task.value}`);
  });
});
