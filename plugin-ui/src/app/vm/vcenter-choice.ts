import {
  ChangeDetectionStrategy,
  Component,
  afterNextRender,
  computed,
  inject,
  input,
  output,
} from '@angular/core';
import { IoFilterApi } from '../api/io-filter-api';
import { RemoteData } from '../api/remote-data';
import type { VcenterTask } from './policy-task';
import { vmMessages } from './vm-messages';

/** Which vCenter is worked on, where the selected machines belong to several linked ones. */
@Component({
  selector: 'rtr-vcenter-choice',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p role="note">{{ text.note }}</p>
    <label>
      {{ text.label }}
      <span class="clr-select-wrapper"
        ><select class="clr-select" (change)="choose($event)">
          @for (option of options(); track option.vcGuid) {
            <option [value]="option.vcGuid" [selected]="option.vcGuid === current()?.vcGuid">
              {{ option.label }}
            </option>
          }
        </select></span
      >
    </label>
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: 0.4rem;
    }
    p {
      margin: 0 0 0.2rem;
    }
    label {
      display: inline-flex;
      align-items: center;
      gap: 0.5rem;
    }
  `,
})
export class VcenterChoice {
  readonly tasks = input.required<readonly VcenterTask[]>();
  readonly current = input.required<VcenterTask | null>();
  readonly chosen = output<VcenterTask>();

  readonly #api = inject(IoFilterApi);

  protected readonly text = vmMessages.vcenter;
  /** Names by GUID; a vCenter whose name cannot be had is called by its GUID. */
  readonly #names = new RemoteData(async () => {
    const asked = await Promise.allSettled(
      this.tasks().map(({ vcGuid }) => this.#api.session(vcGuid)),
    );
    return new Map(
      asked.flatMap((reply) =>
        reply.status === 'fulfilled'
          ? [[reply.value.vcenter.vcGuid, reply.value.vcenter.name] as const]
          : [],
      ),
    );
  });
  protected readonly options = computed(() => {
    const state = this.#names.state();
    const names = state.kind === 'ready' ? state.value : new Map<string, string>();
    return this.tasks().map(({ vcGuid, task }) => ({
      vcGuid,
      label: this.text.option(
        names.get(vcGuid) ?? vcGuid,
        'machines' in task ? task.machines.length : 0,
      ),
    }));
  });

  constructor() {
    afterNextRender({ read: () => void this.#names.load() });
  }

  protected choose(event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { value } = event.target;
    const task = this.tasks().find(({ vcGuid }) => vcGuid === value);
    if (task) this.chosen.emit(task);
  }
}
