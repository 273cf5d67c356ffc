import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { ClrDatagridModule } from '@clr/angular/data/datagrid';
import { ClrIcon } from '@clr/angular/icon';
import type { StoragePolicy } from '@contract/storage-policy';
import type { ApiProblem } from '../api/api-problem';
import { toApiProblem } from '../api/api-problem';
import { PolicyApi } from '../api/policy-api';
import { reloadWithActivities } from '../api/reload-with-activities';
import { VmApi } from '../api/vm-api';
import { PolicyDialogLauncher } from '../client-sdk/policy-dialog-launcher';
import { ComplianceChips } from '../shared/compliance-chips';
import { EmptyState } from '../shared/empty-state';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { HomeVcenter } from './home-vcenter';
import { policiesMessages } from './policies-messages';
import { policyChangeKey } from './policy-change-key';
import { PolicyDeletion } from './policy-deletion';
import { PolicyDetails } from './policy-details';
import type { PolicyRow } from './policy-rows';
import { policyRow } from './policy-rows';

/** The policies that use the filter: who is under them, whether that is complied with, and what nobody needs any more. */
@Component({
  selector: 'rtr-policy-inventory',
  imports: [
    ClrDatagridModule,
    ClrIcon,
    ComplianceChips,
    EmptyState,
    LoadingBlock,
    PolicyDeletion,
    PolicyDetails,
    ProblemAlert,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './policy-inventory.html',
  styleUrl: './policy-inventory.css',
})
export class PolicyInventory {
  readonly #api = inject(PolicyApi);
  readonly #vmApi = inject(VmApi);
  readonly #launcher = inject(PolicyDialogLauncher);
  readonly #vcenter = inject(HomeVcenter);
  #isCheckWanted = false;

  protected readonly text = policiesMessages.policies;
  /** Said after something was done. */
  protected readonly done = signal('');
  protected readonly isChecking = signal(false);
  /** Why the machines under a policy could not be read. */
  protected readonly refusal = signal<ApiProblem | null>(null);
  protected readonly data = this.#vcenter.data((vcGuid) =>
    this.#api.list(vcGuid, this.#isCheckWanted),
  );
  readonly #policies = computed(() => {
    const state = this.data.state();
    return state.kind === 'ready' ? state.value.policies : [];
  });
  protected readonly rows = computed(() => this.#policies().map(policyRow));
  readonly #orphaned = computed(() => this.#policies().filter(({ orphaned }) => orphaned));
  protected readonly orphanedWarning = computed(() => {
    const names = this.#orphaned().map(({ name }) => name);
    return names.length === 0 ? '' : this.text.orphanedWarning(names);
  });
  protected readonly deletable = computed(() =>
    this.#orphaned().filter(({ disks }) => disks === 0),
  );
  protected readonly outOfDateWarning = computed(() => {
    const disks = this.#policies().reduce((sum, each) => sum + each.compliance.outOfDate, 0);
    return disks === 0 ? '' : this.text.outOfDateWarning(disks);
  });
  protected readonly doomed = signal<readonly StoragePolicy[]>([]);
  /** The row whose details are open, found again after a refresh. */
  protected readonly opened = signal<PolicyRow | null>(null);
  protected readonly openedNow = computed(() => {
    const opened = this.opened();
    return opened && (this.rows().find(({ id }) => id === opened.id) ?? null);
  });

  constructor() {
    reloadWithActivities(this.#vcenter.follower, policyChangeKey, () => void this.data.load());
  }

  /** Lets vCenter look anew at who complies. */
  protected async check(): Promise<void> {
    this.done.set('');
    this.isChecking.set(true);
    this.#isCheckWanted = true;
    const loaded = this.data.load();
    this.#isCheckWanted = false;
    await loaded;
    this.isChecking.set(false);
    const state = this.data.state();
    if (state.kind === 'ready' && state.problem === null) this.done.set(this.text.checked);
  }

  protected reapply({ profileId }: StoragePolicy): void {
    const vcGuid = this.#vcenter.vcGuid();
    if (vcGuid === null) return;
    this.#launcher.open(vcGuid, { mode: 'reapply', profileId }, () => void this.data.load());
  }

  /** Opens the dialog with all machines under a policy; once none is left, the policy can be deleted. */
  protected async takeAway({ profileId }: StoragePolicy): Promise<void> {
    const vcGuid = this.#vcenter.vcGuid();
    if (vcGuid === null) return;
    this.done.set('');
    this.refusal.set(null);
    try {
      const filter = { profileId, desired: 'unassigned' } as const;
      const { vms } = await this.#vmApi.selection(vcGuid, { filter, ineligible: 'include' });
      const machines = vms.map(({ id }) => ({ vmId: id, diskKeys: null }));
      if (machines.length === 0) this.done.set(this.text.noMachines);
      else this.#launcher.open(vcGuid, { mode: 'remove', machines }, () => void this.data.load());
    } catch (error) {
      // ApiProblem: the server refused, or did not answer.
      this.refusal.set(toApiProblem(error));
    }
  }

  protected askToDelete(policies: readonly StoragePolicy[]): void {
    this.done.set('');
    this.doomed.set(policies);
  }

  protected endDeletion(deleted: number): void {
    this.doomed.set([]);
    if (deleted === 0) return;
    this.done.set(policiesMessages.deletion.done(deleted));
    void this.data.load();
  }

  protected vcGuid(): string {
    return this.#vcenter.vcGuid() ?? '';
  }

  protected readonly identify = (row: PolicyRow): string => row.id;
}
