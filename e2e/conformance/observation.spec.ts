import { judgeAll, readObservations } from './observation.ts';

describe('the judgement of a foreign client', () => {
  const observations = readObservations(
    'a warning of Python\n{"step": "door", "facts": {"open": true, "steps": [{"n": 3}]}}\n{"step": "wall", "error": "Traceback\\n  at bricks\\nfell\\n"}\n',
  );

  it('passes what has the expected value or satisfies the test', () => {
    const checks = [
      { step: 'door', says: 'finds it open', path: 'open', expected: true },
      { step: 'door', says: 'counts', path: 'steps.0.n', expected: (n: unknown) => n === 3 },
    ];
    expect(judgeAll(checks, observations)).toEqual([{ says: 'finds it open' }, { says: 'counts' }]);
  });

  it('says what was seen instead', () => {
    const checks = [
      { step: 'door', says: 'finds it shut', path: 'open', expected: false },
      { step: 'door', says: 'finds a lock', path: 'lock.name', expected: 'yale' },
    ];
    expect(judgeAll(checks, observations).map(({ problem }) => problem)).toEqual([
      'open is true, expected false',
      'lock.name is missing, expected "yale"',
    ]);
  });

  it('fails every check of a step that threw or never came', () => {
    const checks = ['wall', 'roof'].map((step) => ({ step, says: step, path: 'x', expected: 1 }));
    expect(judgeAll(checks, observations).map(({ problem }) => problem)).toEqual([
      'the step "wall" threw: fell',
      'the client never came to the step "roof"',
    ]);
  });
});
