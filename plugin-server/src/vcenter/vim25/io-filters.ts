import type { ClusterFilter, HostIssue } from '../../domain/inventory-facts.ts';
import type { ManagedObjectReference } from '../../domain/managed-object-reference.ts';
import { VimFault } from '../../domain/vim-fault.ts';
import type { VirtualDiskRef } from '../../domain/virtual-disk.ts';
import type { BundleTrust, IoFilters } from '../../ports/vcenter.ts';
import {
  asList,
  asReference,
  listOf,
  localizedFault,
  numberOf,
  optionalText,
  referenceOf,
  textOf,
  UnexpectedReply,
} from '../decoded.ts';
import type { WireObject } from '../soap/encode-request.ts';
import type { Send } from '../soap/send.ts';

/** `IoFilterManager` of one vCenter (vSphere API reference). */
export class VimIoFilters implements IoFilters {
  readonly #send: Send;
  readonly #manager: ManagedObjectReference | null;

  constructor(send: Send, manager: ManagedObjectReference | null) {
    this.#send = send;
    this.#manager = manager;
  }

  async installedOn(cluster: ManagedObjectReference): Promise<readonly ClusterFilter[]> {
    return asList(await this.#call('QueryIoFilterInfo', { compRes: cluster })).map((info) => ({
      id: textOf(info, 'id'),
      name: textOf(info, 'name'),
      vendor: textOf(info, 'vendor'),
      version: textOf(info, 'version'),
      operation: operationOf(textOf(info, 'opType')),
      vibUrl: optionalText(info, 'vibUrl'),
    }));
  }

  async issuesOf(filterId: string, cluster: ManagedObjectReference): Promise<readonly HostIssue[]> {
    const result = await this.#call('QueryIoFilterIssues', { filterId, compRes: cluster });
    return listOf(result, 'hostIssue').flatMap((entry) => {
      const host = referenceOf(entry, 'host');
      return listOf(entry, 'issue').map((issue) => ({ host, ...localizedFault(issue) }));
    });
  }

  async install(
    cluster: ManagedObjectReference,
    bundleUrl: string,
    trust: BundleTrust,
  ): Promise<ManagedObjectReference> {
    return asReference(
      await this.#call('InstallIoFilter_Task', {
        vibUrl: bundleUrl,
        compRes: cluster,
        vibSslTrust: sslTrust(trust),
      }),
    );
  }

  async upgrade(
    filterId: string,
    cluster: ManagedObjectReference,
    bundleUrl: string,
    trust: BundleTrust,
  ): Promise<ManagedObjectReference> {
    return asReference(
      await this.#call('UpgradeIoFilter_Task', {
        filterId,
        compRes: cluster,
        vibUrl: bundleUrl,
        vibSslTrust: sslTrust(trust),
      }),
    );
  }

  async uninstall(
    filterId: string,
    cluster: ManagedObjectReference,
  ): Promise<ManagedObjectReference> {
    return asReference(await this.#call('UninstallIoFilter_Task', { filterId, compRes: cluster }));
  }

  async disksUsing(
    filterId: string,
    cluster: ManagedObjectReference,
  ): Promise<readonly VirtualDiskRef[]> {
    const disks = await this.#call('QueryDisksUsingFilter', { filterId, compRes: cluster });
    return asList(disks).map((disk) => ({
      vm: referenceOf(disk, 'vm'),
      diskKey: numberOf(disk, 'diskId'),
    }));
  }

  async resolveOnHost(
    filterId: string,
    host: ManagedObjectReference,
  ): Promise<ManagedObjectReference> {
    return asReference(
      await this.#call('ResolveInstallationErrorsOnHost_Task', { filterId, host }),
    );
  }

  async resolveOnCluster(
    filterId: string,
    cluster: ManagedObjectReference,
  ): Promise<ManagedObjectReference> {
    // The parameter is called `cluster` here and `compRes` in all the other methods.
    return asReference(
      await this.#call('ResolveInstallationErrorsOnCluster_Task', { filterId, cluster }),
    );
  }

  async #call(operation: string, args: WireObject): Promise<unknown> {
    if (!this.#manager) throw new VimFault('NotSupported', 'This server has no I/O filter manager');
    return this.#send({ target: this.#manager, operation, args });
  }
}

/** The member exists since API 8.0.3.0; the encoder leaves it out for an older vCenter. */
function sslTrust(trust: BundleTrust): WireObject | undefined {
  if (trust.kind === 'trustedRoot') return undefined;
  return { $type: 'PinnedCertificate', sslCertificate: trust.certificatePem };
}

function operationOf(opType: string): ClusterFilter['operation'] {
  if (opType === 'install' || opType === 'uninstall' || opType === 'upgrade') return opType;
  throw new UnexpectedReply('vCenter names an I/O filter operation that does not exist');
}
