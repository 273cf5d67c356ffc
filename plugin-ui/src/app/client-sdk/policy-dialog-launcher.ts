import { Injectable, inject } from '@angular/core';
import { ClientSdk } from './client-sdk';

/** A machine and the disks that are meant; null for all of them. */
export interface PickedMachine {
  readonly vmId: string;
  readonly diskKeys: readonly number[] | null;
}

/** What the dialog about storage policies is opened for. */
export type PolicyDialogTask =
  | { readonly mode: 'assign' | 'remove'; readonly machines: readonly PickedMachine[] }
  | {
      readonly mode: 'restore';
      /** Whose record is put back. */
      readonly activityId: string;
      /** Null for all clusters that the activity recorded. */
      readonly clusterIds: readonly string[] | null;
    }
  | { readonly mode: 'reapply'; readonly profileId: string };

const TITLES: Readonly<Record<PolicyDialogTask['mode'], string>> = {
  assign: 'Assign the I/O Filter policy',
  remove: 'Remove the I/O Filter policy',
  restore: 'Restore storage policies',
  reapply: 'Re-apply the storage policy',
};

/** Opens the dialog that changes storage policies of virtual machines. */
@Injectable({ providedIn: 'root' })
export class PolicyDialogLauncher {
  readonly #sdk = inject(ClientSdk);

  /** `closed` runs when the dialog has gone, however that was. */
  open(vcGuid: string, task: PolicyDialogTask, closed: () => void): void {
    this.#sdk.openModal({
      url: 'index.html#/vm-policies',
      title: TITLES[task.mode],
      accessibilityTitle: TITLES[task.mode],
      size: { width: 800, height: 560 },
      contextObjects: [],
      customData: { vcGuid, ...task },
      onClosed: closed,
    });
  }
}
