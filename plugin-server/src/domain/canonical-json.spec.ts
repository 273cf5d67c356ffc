import { canonicalJson } from './canonical-json.ts';

describe('canonicalJson', () => {
  it('writes members in the order of their names, whatever order they were made in', () => {
    expect(canonicalJson({ b: 1, a: { d: [true, null], c: 'x' } })).toBe(
      '{"a":{"c":"x","d":[true,null]},"b":1}',
    );
    expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
  });

  it('leaves members out that are not there', () => {
    expect(canonicalJson({ a: undefined, b: null })).toBe('{"b":null}');
  });

  it('tells apart what only looks alike', () => {
    const texts = [{ a: '1' }, { a: 1 }, { a: ['1'] }, { a: '"1"' }, { 'a":1': '' }];
    expect(new Set(texts.map(canonicalJson)).size).toBe(texts.length);
  });
});
