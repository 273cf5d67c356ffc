import { AppTesting } from '../testing/provide-app-testing';
import { ViewHarness } from '../testing/view-harness';
import { App } from './app';

describe('the page', () => {
  it('takes the theme of the client and follows it', async () => {
    const app = new AppTesting();
    app.sdk.theme.set('dark');
    const page = new ViewHarness(App);
    await page.fixture.whenStable();
    const first = document.body.getAttribute('cds-theme');
    app.sdk.theme.set('light');
    await page.fixture.whenStable();

    expect([first, document.body.getAttribute('cds-theme')]).toEqual(['dark', 'light']);
  });

  it('says where it belongs when it is opened outside the client', async () => {
    const app = new AppTesting();
    app.sdk.isAvailable = false;
    const page = new ViewHarness(App);
    await page.sees('Open this page from the vSphere Client');

    expect(page.find('router-outlet')).toBeNull();
  });
});
