import { bundleUrlFinding } from './bundle-url.ts';

describe('The address of a bundle', () => {
  const bundle = { id: 'a'.repeat(64), fileName: 'sample.zip' };

  it('is no matter for the plan while the bundle is served there', () => {
    expect(bundleUrlFinding(bundle, { kind: 'served' })).toBeNull();
  });

  it('is a warning when this server cannot connect: vCenter may see another network', () => {
    const finding = bundleUrlFinding(bundle, { kind: 'unreachable', why: 'connection refused' });
    expect([finding?.code, finding?.severity]).toEqual(['bundleUrlUnreachable', 'warning']);
    expect(finding?.reason).toContain('sample.zip from: connection refused');
  });

  it('blocks when somebody else answers there', () => {
    const finding = bundleUrlFinding(bundle, { kind: 'wrong', why: 'it answers with status 404' });
    expect([finding?.code, finding?.severity]).toEqual(['bundleUrlUnreachable', 'blocker']);
  });
});
