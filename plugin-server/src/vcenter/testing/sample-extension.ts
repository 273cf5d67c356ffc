import type { ExtensionRecord } from '../extension-record.ts';

/** A complete record of a remote plug-in, for specs. */
export const sampleExtension: ExtensionRecord = {
  key: 'com.example.sample',
  version: '1.0.0',
  company: 'Example',
  label: 'Sample plug-in',
  summary: 'Shows how a record looks',
  servers: [
    {
      url: 'https://plugin.example.com/plugin.json',
      label: 'Sample plug-in',
      summary: 'Manifest server',
      company: 'Example',
      type: 'MANIFEST_SERVER',
      adminEmail: ['admin@example.com'],
      thumbprint: 'AA:BB:CC',
    },
  ],
  clients: [
    {
      version: '1.0.0',
      label: 'Sample plug-in',
      summary: 'Sample plug-in',
      company: 'Example',
      type: 'vsphere-client-remote',
      url: 'https://plugin.example.com/plugin.json',
    },
  ],
  taskIds: ['com.example.sample.task'],
  eventTypes: [{ id: 'com.example.sample.event' }],
  faultIds: ['com.example.sample.fault'],
  privileges: [{ id: 'Sample.Use', group: 'Sample' }],
  resources: [
    {
      locale: 'en',
      module: 'task',
      texts: {
        'com.example.sample.task.label': 'Do it',
        'com.example.sample.task.summary': 'Does it',
      },
    },
  ],
  shownInSolutionManager: false,
};
