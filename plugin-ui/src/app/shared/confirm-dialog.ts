import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { ClrModalModule } from '@clr/angular/modal';
import { sharedMessages } from './shared-messages';

/** A question before something is done; what it is about is projected into it. */
@Component({
  selector: 'rtr-confirm-dialog',
  imports: [ClrModalModule],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <clr-modal
      [clrModalOpen]="true"
      [clrModalSkipAnimation]="true"
      [clrModalClosable]="!isBusy()"
      (clrModalOpenChange)="cancelled.emit()"
    >
      <h3 class="modal-title">{{ heading() }}</h3>
      <div class="modal-body"><ng-content /></div>
      <div class="modal-footer">
        <button
          type="button"
          class="btn btn-outline"
          [disabled]="isBusy()"
          (click)="cancelled.emit()"
        >
          {{ text.notNow }}
        </button>
        <button
          type="button"
          class="btn"
          [class.btn-primary]="!isDangerous()"
          [class.btn-danger]="isDangerous()"
          [disabled]="isBusy() || !canConfirm()"
          (click)="confirmed.emit()"
        >
          {{ action() }}
        </button>
      </div>
    </clr-modal>
  `,
})
export class ConfirmDialog {
  readonly heading = input.required<string>();
  /** Label of the button that does it. */
  readonly action = input.required<string>();
  readonly isDangerous = input(false);
  readonly isBusy = input(false);
  readonly canConfirm = input(true);
  readonly confirmed = output();
  readonly cancelled = output();

  protected readonly text = sharedMessages;
}
