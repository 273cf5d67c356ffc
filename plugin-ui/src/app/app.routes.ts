import type { Routes } from '@angular/router';

/** One route for each view that the manifest names; every one is loaded when it is opened. */
export const appRoutes: Routes = [
  {
    path: 'wizard',
    loadComponent: async () => (await import('./wizard/setup-wizard')).SetupWizard,
  },
];
