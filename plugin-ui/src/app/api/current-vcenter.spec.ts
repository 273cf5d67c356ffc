import { TestBed } from '@angular/core/testing';
import { vcGuid } from '../../testing/contract-builders';
import { clusterObject } from '../../testing/fake-client-sdk';
import { AppTesting } from '../../testing/provide-app-testing';
import { CurrentVcenter } from './current-vcenter';

describe('the vCenter that a view is about', () => {
  let app: AppTesting;

  beforeEach(() => {
    app = new AppTesting();
  });

  it('is the one of the context object', async () => {
    app.sdk.objects = [clusterObject()];
    app.sdk.data = { vcGuid: 'named' };

    expect(await TestBed.inject(CurrentVcenter).candidates()).toEqual([vcGuid]);
  });

  it('is the one that the opener named, when there is no object', async () => {
    app.sdk.data = { vcGuid: 'named' };

    expect(await TestBed.inject(CurrentVcenter).candidates()).toEqual(['named']);
  });

  it('is each one where the plug-in is registered, when nobody names one', async () => {
    app.sdk.backendInfo = {
      allPluginBackendServers: [],
      backendServersPerVc: { b: [], a: [] },
    };

    expect(await TestBed.inject(CurrentVcenter).candidates()).toEqual(['a', 'b']);
  });

  it('is a problem when there is none', async () => {
    app.sdk.backendInfo = null;

    await expectAsync(TestBed.inject(CurrentVcenter).candidates()).toBeRejectedWith(
      jasmine.objectContaining({ code: 'noClient' }),
    );
  });
});
