import { specProblems } from './spec-names.ts';

describe('the check of spec names', () => {
  it('finds two specs with one full name, in one file or in two', () => {
    const text = `describe('a door', () => { it('opens', () => {}); });`;
    const files = [
      { path: 'one.spec.ts', text },
      { path: 'two.spec.ts', text: `// second\n${text}` },
    ];
    expect(specProblems(files)).toEqual([
      'two.spec.ts:2: the spec "a door opens" is at one.spec.ts:1 already.',
    ]);
  });

  it('lets the same words pass in another suite', () => {
    const text = `describe('a', () => { it('opens', f); describe('b', () => { it('opens', f); }); });`;
    expect(specProblems([{ path: 'one.spec.ts', text }])).toEqual([]);
  });

  it('refuses specs that are focused or switched off', () => {
    const left = ['fit', 'xdescribe'].map((name) => `${name}('opens', () => {});`).join('\n');
    expect(specProblems([{ path: 'one.spec.ts', text: left }])).toEqual([
      'one.spec.ts:1: fit leaves specs out.',
      'one.spec.ts:2: xdescribe leaves specs out.',
    ]);
  });
});
