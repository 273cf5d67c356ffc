import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { ClrModalModule } from '@clr/angular/modal';
import type { DropQuestion } from './vm-choice';
import { wizardMessages } from './wizard-messages';

const MOST_NAMES = 5;

/** Asks before machines that have the policy are taken out of the choice. */
@Component({
  selector: 'rtr-drop-dialog',
  imports: [ClrModalModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  // Clarity's dialog hears the key only where zones run.
  host: { '(document:keydown.escape)': 'answered.emit(false)' },
  template: `
    <clr-modal
      [clrModalOpen]="true"
      [clrModalSkipAnimation]="true"
      (clrModalOpenChange)="answered.emit(false)"
    >
      <h3 class="modal-title">{{ text.title }}</h3>
      <div class="modal-body">
        <p>{{ view().sentence }}</p>
        @if (view().names.length > 1) {
          <ul class="list">
            @for (name of view().names; track $index) {
              <li>{{ name }}</li>
            }
            @if (view().more; as more) {
              <li>{{ more }}</li>
            }
          </ul>
        }
        <p>{{ text.consequence }}</p>
      </div>
      <div class="modal-footer">
        <button type="button" class="btn btn-outline" (click)="answered.emit(false)">
          {{ text.cancel }}
        </button>
        <button type="button" class="btn btn-primary" (click)="answered.emit(true)">
          {{ text.continue }}
        </button>
      </div>
    </clr-modal>
  `,
  styles: `
    .modal-body p {
      margin: 0 0 0.4rem;
    }
    .list {
      margin: 0 0 0.4rem;
    }
  `,
})
export class DropDialog {
  readonly question = input.required<DropQuestion>();
  /** Whether the user goes on. */
  readonly answered = output<boolean>();

  protected readonly text = wizardMessages.dropDialog;
  protected readonly view = computed(() => {
    const { names } = this.question();
    const [first = ''] = names;
    const beyond = names.length - MOST_NAMES;
    return {
      sentence: names.length === 1 ? this.text.one(first) : this.text.many(names.length),
      names: names.slice(0, MOST_NAMES),
      more: beyond > 0 ? this.text.more(beyond) : '',
    };
  });
}
