import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { VimFault } from '../../domain/vim-fault.ts';
import type { DiskPolicy, VirtualDiskRef } from '../../domain/virtual-disk.ts';
import type { StoragePolicies } from '../../ports/storage-policies.ts';
import { asReference } from '../decoded.ts';
import type { ServiceContent } from '../service-content.ts';
import type { Send } from '../soap/send.ts';
import { DISK_PATHS, diskPolicySpec } from '../vim25/disk-policy-spec.ts';
import { objectSpec } from '../vim25/inventory-spec.ts';
import { parseRetrieved } from '../vim25/object-properties.ts';
import { diskAssociations } from './disk-associations.ts';
import type { PbmService } from './pbm-service.ts';

/** Which policy a disk is under, only PBM knows; putting it under one is an edit of the machine (vSphere API reference). */
export class PbmStoragePolicies implements StoragePolicies {
  readonly #send: Send;
  readonly #content: ServiceContent;
  readonly #pbm: PbmService;

  constructor(send: Send, content: ServiceContent, pbm: PbmService) {
    this.#send = send;
    this.#content = content;
    this.#pbm = pbm;
  }

  associated(disks: readonly VirtualDiskRef[]): Promise<readonly DiskPolicy[]> {
    return diskAssociations(this.#pbm, this.#content.instanceUuid, disks);
  }

  async assign(
    vm: ManagedObjectReference,
    disks: Parameters<StoragePolicies['assign']>[1],
  ): Promise<ManagedObjectReference> {
    const answer = await this.#send({
      target: this.#content.propertyCollector,
      operation: 'RetrievePropertiesEx',
      args: { specSet: [objectSpec(vm, DISK_PATHS)], options: {} },
    });
    const [machine] = parseRetrieved(answer);
    if (!machine) throw new VimFault('ManagedObjectNotFound', 'The machine is gone.', { obj: vm });
    const spec = diskPolicySpec(machine, disks);
    return asReference(
      await this.#send({ target: vm, operation: 'ReconfigVM_Task', args: { spec } }),
    );
  }
}
