import { nodeVersionProblem } from './node-version.ts';

describe('the check of the Node version', () => {
  it('accepts the oldest that works and everything newer', () => {
    expect(['24.15.0', '24.21.0', '25.0.0'].map(nodeVersionProblem)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('says what an older one should be replaced with', () => {
    expect(nodeVersionProblem('20.20.2')).toContain('needs Node 24.15.0 or newer');
    expect(nodeVersionProblem('24.14.9')).toContain('this is Node 24.14.9');
  });
});
