import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { VmFilterChoices } from '@contract/virtual-machine';
import type { VmListFilter, VmPages, VmScope } from './vm-pages';
import { wizardMessages } from './wizard-messages';

interface FilterField {
  readonly name: Exclude<keyof VmListFilter, 'search'>;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

const { machineFilters: texts } = wizardMessages;
const ELIGIBILITY = (['eligible', 'ineligible'] as const).map((value) => ({
  value,
  label: texts.eligibilities[value],
}));
const STATES = (['none', 'some', 'all', 'someOrAll'] as const).map((value) => ({
  value,
  label: texts.states[value],
}));

/** What the list of machines can be filtered by, besides the name. */
@Component({
  selector: 'rtr-vm-filters',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(keydown.escape)': 'close($event)' },
  template: `
    @for (field of fields(); track field.name) {
      <label>
        <span>{{ field.label }}</span>
        <span class="clr-select-wrapper">
          <select
            class="clr-select"
            [attr.data-filter]="field.name"
            (change)="choose($event, field)"
          >
            <option value="" [selected]="chosen(field.name) === null">{{ text.any }}</option>
            @for (option of field.options; track option.value) {
              <option [value]="option.value" [selected]="chosen(field.name) === option.value">
                {{ option.label }}
              </option>
            }
          </select>
        </span>
      </label>
    }
    <div class="actions">
      <button
        type="button"
        class="btn btn-sm btn-link rtr-inline"
        [disabled]="pages().filterCount() === 0"
        (click)="pages().reset()"
      >
        {{ text.reset }}
      </button>
      <button type="button" class="btn btn-sm btn-link rtr-inline close" (click)="closed.emit()">
        {{ text.close }}
      </button>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 0.3rem 0.6rem;
      align-items: end;
    }
    label {
      display: block;
      min-width: 0;
    }
    .clr-select-wrapper {
      display: block;
      max-width: 100%;
      max-height: none;
    }
    select {
      width: 100%;
    }
    .actions {
      grid-column: 1 / -1;
      display: flex;
      justify-content: space-between;
    }
  `,
})
export class VmFilters {
  readonly pages = input.required<VmPages>();
  readonly scope = input.required<VmScope>();
  readonly closed = output();
  /** Folders and tags; null while they are not known. */
  readonly choices = input.required<VmFilterChoices | null>();

  protected readonly text = texts;
  protected readonly fields = computed<readonly FilterField[]>(() => {
    const { folders = [], tags = [] } = this.choices() ?? {};
    return [
      {
        name: 'clusterId' as const,
        label: texts.cluster,
        options: this.scope().clusters.map(({ id, name }) => ({ value: id, label: name })),
      },
      {
        name: 'folderId' as const,
        label: texts.folder,
        options: folders.map(({ id, path }) => ({ value: id, label: path.join(' / ') })),
      },
      {
        name: 'tagId' as const,
        label: texts.tag,
        options: (tags ?? []).map((tag) => ({
          value: tag.id,
          label: texts.tagText(tag.category, tag.name, tag.vms),
        })),
      },
      { name: 'eligibility' as const, label: texts.eligibility, options: ELIGIBILITY },
      { name: 'policyState' as const, label: texts.state, options: STATES },
    ].filter(({ options }) => options.length > 0);
  });

  /** The dialog around the wizard must not take the key for its own. */
  protected close(event: Event): void {
    event.stopPropagation();
    this.closed.emit();
  }

  protected chosen(name: FilterField['name']): string | null {
    return this.pages().filter()[name];
  }

  protected choose(event: Event, { name }: FilterField): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { value } = event.target;
    this.pages().choose({ [name]: value === '' ? null : value });
  }
}
