import { parseIdl } from './idl.ts';
import { Schema } from './schema.ts';

describe('the interface language', () => {
  it('reads a type with its base, version and members', () => {
    const [type] = parseIdl(
      'type B : A @6.5 { one: string; two?: int[] @8.0.3.0; three: ref HostSystem[+] !System.View }',
      'vim25',
    );

    expect(type).toEqual(
      jasmine.objectContaining({ kind: 'type', name: 'B', base: 'A', since: '6.5' }),
    );
    expect(type).toEqual(
      jasmine.objectContaining({
        members: [
          {
            name: 'one',
            optional: false,
            type: { name: 'string', isRef: false, list: false, atLeastOne: false },
          },
          {
            name: 'two',
            optional: true,
            since: '8.0.3.0',
            type: { name: 'int', isRef: false, list: true, atLeastOne: false },
          },
          {
            name: 'three',
            optional: false,
            privilege: 'System.View',
            type: { name: 'HostSystem', isRef: true, list: true, atLeastOne: true },
          },
        ],
      }),
    );
  });

  it('reads a method with its version and privilege', () => {
    const [method] = parseIdl('method A.B_Task(x: string, y?: int): ref Task @7.0 priv P.Q', 'pbm');

    expect(method).toEqual(
      jasmine.objectContaining({
        kind: 'method',
        objectType: 'A',
        name: 'B_Task',
        service: 'pbm',
        since: '7.0',
        privilege: 'P.Q',
        result: { name: 'Task', isRef: true, list: false, atLeastOne: false },
      }),
    );
  });

  it('gives a void method no result and `priv none` no privilege', () => {
    const [method] = parseIdl('method A.B(): void priv none // a comment', 'vim25');

    expect(method).toEqual(jasmine.objectContaining({ params: [], resultOptional: false }));
    expect(method).not.toEqual(jasmine.objectContaining({ privilege: jasmine.anything() }));
  });

  it('refuses text that it does not understand, naming the place', () => {
    expect(() => parseIdl('type A { x string }', 'vim25')).toThrowError(
      SyntaxError,
      /Expected ":"/,
    );
  });
});

describe('the schema', () => {
  it('lists inherited members before own ones', () => {
    const schema = new Schema();
    schema.define('type A { a: string } type B : A { b: string }');

    expect(schema.dataMembers('B').map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('lets two texts declare the same thing alike and refuses contradictions', () => {
    const schema = new Schema();
    schema.define('type A { a: string }');

    expect(() => schema.define('type A { a: string }')).not.toThrow();
    expect(() => schema.define('type A { a: int }')).toThrowError(/declared twice/);
  });

  it('takes every object for a managed object', () => {
    const schema = new Schema();
    schema.define('object A { } object B : A { }');

    expect(schema.objectLineage('B')).toEqual(['B', 'A', 'ManagedObject']);
  });
});
