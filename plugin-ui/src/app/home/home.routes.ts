import type { Routes } from '@angular/router';
import { HomeShell } from './home-shell';
import { HomeVcenter } from './home-vcenter';

/** Pages of the global view; each is loaded when it is opened. */
export const homeRoutes: Routes = [
  {
    path: '',
    component: HomeShell,
    providers: [HomeVcenter],
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'nodes' },
      { path: 'nodes', loadComponent: async () => (await import('./nodes-page')).NodesPage },
      {
        path: 'activities',
        loadComponent: async () => (await import('./activities-page')).ActivitiesPage,
      },
      {
        path: 'activities/:activityId',
        loadComponent: async () => (await import('./activity-page')).ActivityPage,
      },
      {
        path: 'policies',
        loadComponent: async () => (await import('./policies-page')).PoliciesPage,
      },
      { path: 'bundles', loadComponent: async () => (await import('./bundles-page')).BundlesPage },
      { path: 'audit', loadComponent: async () => (await import('./audit-page')).AuditPage },
      {
        path: 'settings',
        loadComponent: async () => (await import('./settings-page')).SettingsPage,
      },
    ],
  },
];
