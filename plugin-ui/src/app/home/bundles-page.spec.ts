import { aBundleList, aHeldBundle } from '../../testing/contract-builders';
import { aProblem } from '../../testing/fake-plugin-server';
import { AppTesting } from '../../testing/provide-app-testing';
import { chooseInRowMenu } from '../../testing/choose-in-row-menu';
import { ViewHarness } from '../../testing/view-harness';
import { BundlesPage } from './bundles-page';
import { HomeVcenter } from './home-vcenter';

describe('the Bundles page', () => {
  let app: AppTesting;
  let page: ViewHarness<BundlesPage>;

  beforeEach(() => {
    app = new AppTesting(HomeVcenter);
    const bundles = [aHeldBundle({ origin: 'imported' })];
    const refused = [
      {
        fileName: 'broken.zip',
        flavor: 'vaio7' as const,
        reason: 'digest',
        detail: 'A payload does not have the digest that it should have.',
      },
    ];
    app.server.answer('GET', '/bundles', () => aBundleList({ bundles, refused, uploadLimit: 100 }));
  });

  async function open(): Promise<void> {
    page = new ViewHarness(BundlesPage);
    await page.sees('rtrfilter-1.2.0');
  }

  function choose(size: number): void {
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(size)], 'new.zip'));
    const input = page.find('input[type=file]') as HTMLInputElement;
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
  }

  it('says why a file cannot be used', async () => {
    await open();

    expect(page.text('tr[data-refused="broken.zip"]')).toContain('does not have the digest');
  });

  it('shows what the X-ray told and who fetched it', async () => {
    const bundleId = aHeldBundle().id;
    app.server.answer('GET', `/bundles/${bundleId}/fetches`, () => ({ fetches: [] }));
    await open();
    page.find('.datagrid-detail-caret-button')?.click();
    await page.sees('Nobody has fetched it yet.');

    expect(page.text('clr-dg-detail')).toContain('8.0, from 8.0.0, below 8.1.0');
    expect(page.text('clr-dg-detail')).toContain(bundleId);
  });

  it('takes a bundle in and reads the list anew', async () => {
    app.server.answer('POST', '/bundles', () => aHeldBundle());
    await open();
    choose(100);
    await page.fixture.whenStable();
    await page.press('Import');
    await page.sees('new.zip (version 1.2.0) is here.');

    const [request] = app.server.requestsTo('POST', '/bundles');
    expect(request?.params.get('flavor')).toBe('vaio8');
    expect(request?.reportUploadProgress).toBeTrue();
    expect(app.server.requestsTo('GET', '/bundles').length).toBe(2);
  });

  it('sends nothing that is larger than the server takes', async () => {
    await open();
    choose(101);
    await page.sees('The file is larger than');

    expect(page.button('Import').disabled).toBeTrue();
  });

  it('says why a bundle was refused', async () => {
    app.server.answer('POST', '/bundles', () =>
      aProblem({ status: 422, code: 'bundleInvalid', detail: 'It is no I/O filter.' }),
    );
    await open();
    choose(10);
    await page.fixture.whenStable();
    await page.press('Import');
    await page.sees('It is no I/O filter.');

    expect(page.button('Import').disabled).toBeFalse();
  });

  it('deletes an imported bundle after asking, or says who uses it', async () => {
    const bundleId = aHeldBundle().id;
    app.server.answer('DELETE', `/bundles/${bundleId}`, () =>
      aProblem({ status: 409, code: 'bundleInUse', detail: 'Production uses it.' }),
    );
    await open();
    await chooseInRowMenu(page, 'Delete…');
    await page.press('Delete the bundle');
    await page.sees('Production uses it.');
    app.server.answer('DELETE', `/bundles/${bundleId}`, () => ({}));
    await page.press('Delete the bundle');
    await page.seesNoMore('Production uses it.');

    expect(app.server.requestsTo('DELETE', bundleId).length).toBe(2);
    expect(page.find('.modal-title')).toBeNull();
  });
});
