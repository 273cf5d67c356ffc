import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { VmDisk } from '@contract/virtual-machine';
import { capacityText } from './capacity-text';
import { policyMessages } from './policy-messages';
import { hasFilterPolicy, policyNameText } from './policy-status';
import { VmReasonList } from './vm-reason-list';

/** A disk's tick box: whether it shall be under the filter's policy. */
export interface DiskTick {
  readonly isTicked: boolean;
  readonly canToggle: boolean;
}

const unticked: DiskTick = { isTicked: false, canToggle: false };

/** The disks of a machine with their policies and what stands against a change; with ticks where the user may choose single disks. */
@Component({
  selector: 'rtr-vm-disk-list',
  imports: [VmReasonList],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './vm-disk-list.html',
  styles: `
    :host {
      display: block;
    }
    .table {
      margin: 0;
    }
    .tick {
      width: 1.6rem;
      padding-right: 0;
    }
    .size {
      width: 4rem;
    }
    td {
      vertical-align: top;
      overflow-wrap: anywhere;
    }
    .detail {
      color: var(--cds-global-typography-color-300);
    }
    .clr-checkbox-wrapper {
      padding: 0;
      margin: -0.15rem 0 0;
    }
    p {
      margin: 0;
    }
  `,
})
export class VmDiskList {
  readonly vmName = input.required<string>();
  readonly disks = input.required<readonly VmDisk[]>();
  /** Ticks by disk key; null shows none. */
  readonly ticks = input<ReadonlyMap<number, DiskTick> | null>(null);
  /** What a tick means, read out with the names of disk and machine. */
  readonly tickLabel = input<(disk: string, vm: string) => string>(policyMessages.tickDisk);
  /** Key of the disk whose tick was changed. */
  readonly toggled = output<number>();

  protected readonly text = policyMessages;
  protected readonly rows = computed(() =>
    this.disks().map((disk) => ({
      disk,
      size: capacityText(disk.capacityBytes),
      policy: policyNameText(disk.policyName),
      detail: attachmentText(disk),
      tick: this.ticks()?.get(disk.key) ?? unticked,
      label: this.tickLabel()(disk.label, this.vmName()),
    })),
  );

  /** The box follows the choice, not the browser: a question may stand between the click and the tick. */
  protected toggle(event: Event, { disk, tick }: { disk: VmDisk; tick: DiskTick }): void {
    if (event.target instanceof HTMLInputElement) event.target.checked = tick.isTicked;
    this.toggled.emit(disk.key);
  }
}

/** Says so when policy and fact disagree. */
function attachmentText(disk: VmDisk): string {
  const isMeant = hasFilterPolicy(disk);
  if (isMeant === disk.filterAttached) return '';
  return isMeant ? policyMessages.notAttached : policyMessages.attached;
}
