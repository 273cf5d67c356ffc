import { Schema } from '../schema/schema.ts';
import { ref, type ManagedObject } from './managed-object.ts';
import { Registry, type Change } from './registry.ts';
import { VimFault } from './vim-fault.ts';

describe('the registry', () => {
  let registry: Registry;
  let changes: Change[];
  beforeEach(() => {
    const schema = new Schema();
    schema.define('object Base { } object Host : Base { } object Vm : Base { }');
    registry = new Registry(schema);
    changes = [];
    registry.onChange((change) => changes.push(change));
  });
  const host = (value: string, properties: Record<string, unknown> = {}): ManagedObject => ({
    ref: ref('Host', value),
    properties,
  });

  it('finds objects by reference and by type, derived types included', () => {
    registry.put(host('h-1'));
    registry.put({ ref: ref('Vm', 'vm-1'), properties: {} });

    expect(registry.get(ref('Host', 'h-1')).ref.value).toBe('h-1');
    expect(registry.ofType('Base').map((each) => each.ref.value)).toEqual(['h-1', 'vm-1']);
    expect(registry.ofType('Vm').map((each) => each.ref.value)).toEqual(['vm-1']);
  });

  it('throws ManagedObjectNotFound for what is not there', () => {
    expect(() => registry.get(ref('Host', 'h-9'))).toThrowError(VimFault);
    expect(registry.find(ref('Host', 'h-9'))).toBeUndefined();
  });

  it('writes by path without touching values that were handed out before', () => {
    const runtime = { state: 'connected', power: 'on' };
    registry.put(host('h-1', { runtime }));
    registry.update(ref('Host', 'h-1'), { 'runtime.state': 'disconnected' });

    expect(registry.get(ref('Host', 'h-1')).properties['runtime']).toEqual({
      state: 'disconnected',
      power: 'on',
    });
    expect(runtime.state).toBe('connected');
  });

  it('tells of every change, and of no write that changes nothing', () => {
    registry.put(host('h-1', { name: 'a', list: [1] }));
    registry.update(ref('Host', 'h-1'), { name: 'b', list: [1] });
    registry.update(ref('Host', 'h-1'), { name: 'b' });
    registry.touch(ref('Host', 'h-1'), ['summary']);
    registry.remove(ref('Host', 'h-1'));
    registry.remove(ref('Host', 'h-1'));

    expect(changes.map(({ kind, paths }) => [kind, ...paths])).toEqual([
      ['put'],
      ['update', 'name'],
      ['update', 'summary'],
      ['remove'],
    ]);
  });

  it('counts values for new references by prefix', () => {
    expect(['task', 'view', 'task'].map((prefix) => registry.nextId(prefix))).toEqual([
      'task-1',
      'view-1',
      'task-2',
    ]);
  });
});
