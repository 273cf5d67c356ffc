import { aCluster, aFinding } from '../../testing/contract-builders';
import { clusterObject } from '../../testing/fake-client-sdk';
import { AppTesting } from '../../testing/provide-app-testing';
import { ViewHarness } from '../../testing/view-harness';
import { ExplainRefusal } from './explain-refusal';

describe('the dialog that explains a refusal', () => {
  let app: AppTesting;

  beforeEach(() => {
    app = new AppTesting();
    app.sdk.objects = [clusterObject()];
  });

  it('names the reason, every finding and what to do', async () => {
    app.server.answer('GET', '/clusters/domain-c8', () => ({
      ...aCluster({
        selectable: { allowed: false, reason: 'A privilege is missing.' },
        findings: [aFinding({ reason: 'Query patch is missing.', remedy: 'Grant it.' })],
      }),
      lowestEsxiVersion: '8.0.3',
      bundleFlavor: 'vaio8',
    }));
    const dialog = new ViewHarness(ExplainRefusal);
    await dialog.sees('cannot be set up on Production');

    expect(dialog.text()).toContain('A privilege is missing.');
    expect(dialog.text()).toContain('Query patch is missing.');
    expect(dialog.text()).toContain('What to do: Grant it.');
  });

  it('closes', async () => {
    app.server.answer('GET', '/clusters/domain-c8', () => aCluster());
    const dialog = new ViewHarness(ExplainRefusal);
    await dialog.sees('can be set up on Production');
    await dialog.press('Close');

    expect(app.sdk.closed.length).toBe(1);
  });
});
