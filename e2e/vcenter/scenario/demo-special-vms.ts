import type { VmInput } from './scenario-schema.ts';

/** The policy of the demo that asks for another vendor's replication filter. */
export const OTHER_VENDOR_POLICY = 'Other replication';

/** Machines that an I/O filter policy does not fit, or not without more, beside those that every cluster has: one for each reason. */
export const specialVms: readonly VmInput[] = [
  { name: 'prod-lab-01', host: 0, powerState: 'suspended', disks: [{ sizeGb: 40 }] },
  {
    name: 'prod-cluster-01',
    host: 1,
    busSharing: 'physicalSharing',
    guestId: 'windows2022srvNext_64Guest',
    disks: [{ sizeGb: 80 }],
  },
  {
    name: 'prod-rac-01',
    host: 2,
    guestId: 'rhel9_64Guest',
    disks: [{ sizeGb: 60 }, { sizeGb: 500, thin: false, sharing: 'sharingMultiWriter' }],
  },
  {
    name: 'prod-vault-01',
    host: 3,
    guestId: 'rhel9_64Guest',
    disks: [{ sizeGb: 60 }, { sizeGb: 1000, rawDevice: 'virtual' }],
  },
];

/** A machine that another vendor's filter replicates. */
export const otherVendorVm: VmInput = {
  name: 'manual-replica-01',
  disks: [{ sizeGb: 100, policy: OTHER_VENDOR_POLICY }],
};

/** A machine whose host has lost contact. */
export const lostVm: VmInput = { name: 'branch-pos-01', host: 2, disks: [{ sizeGb: 40 }] };

const foldersByPurpose: Readonly<Record<string, string>> = {
  web: 'Servers/Web',
  app: 'Servers/Applications',
  sql: 'Servers/Databases',
  rac: 'Servers/Databases',
  file: 'Servers/Files',
  dc: 'Infrastructure',
  mail: 'Infrastructure',
  build: 'Development',
  lab: 'Development',
  template: 'Templates',
};

/** What is worth the better storage. */
const important = new Set(['app', 'sql', 'rac', 'dc', 'mail', 'vault']);

/** The machines in folders by what they are for, with tags; the purpose is the second part of a name. */
export function placed(vms: readonly VmInput[], department: string): VmInput[] {
  return vms.map((vm) => {
    const purpose = vm.name.split('-')[1] ?? '';
    const folder = foldersByPurpose[purpose];
    const tags = [
      { category: 'Tier', name: important.has(purpose) ? 'Gold' : 'Silver' },
      { category: 'Department', name: department },
    ];
    return { ...vm, ...(folder === undefined ? {} : { folder }), ...(vm.template ? {} : { tags }) };
  });
}
