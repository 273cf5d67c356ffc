import { NgModule, provideZonelessChangeDetection } from '@angular/core';
import { getTestBed } from '@angular/core/testing';
import { BrowserTestingModule, platformBrowserTesting } from '@angular/platform-browser/testing';

/** Every spec detects changes as the application does: without zones. */
@NgModule({ providers: [provideZonelessChangeDetection()] })
export class ZonelessTesting {}

getTestBed().initTestEnvironment(
  [BrowserTestingModule, ZonelessTesting],
  platformBrowserTesting(),
  {
    errorOnUnknownElements: true,
    errorOnUnknownProperties: true,
  },
);
