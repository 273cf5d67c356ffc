import type { Routes } from '@angular/router';

/** One route for each view that the manifest names; every one is loaded when it is opened. */
export const appRoutes: Routes = [
  {
    path: 'wizard',
    loadComponent: async () => (await import('./wizard/setup-wizard')).SetupWizard,
  },
  {
    path: 'explain',
    loadComponent: async () => (await import('./explain/explain-refusal')).ExplainRefusal,
  },
  {
    path: 'vm-policies',
    loadComponent: async () => (await import('./vm/policy-dialog')).PolicyDialog,
  },
  {
    path: 'vm-policies/explain',
    loadComponent: async () => (await import('./vm/explain-machines')).ExplainMachines,
  },
  {
    path: 'panel',
    loadComponent: async () => (await import('./panel/cluster-panel')).ClusterPanel,
  },
  { path: 'home', loadChildren: async () => (await import('./home/home.routes')).homeRoutes },
  {
    path: 'cards/cluster',
    loadComponent: async () => (await import('./cards/cluster-card')).ClusterCard,
  },
  { path: 'cards/host', loadComponent: async () => (await import('./cards/host-card')).HostCard },
  { path: 'cards/vm', loadComponent: async () => (await import('./cards/vm-card')).VmCard },
  { path: '**', redirectTo: 'home' },
];
