import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import type { Bundle } from '@contract/bundle';
import type { ApiProblem } from '../api/api-problem';
import { toApiProblem } from '../api/api-problem';
import { BundleApi } from '../api/bundle-api';
import { LoadingBlock } from '../shared/loading-block';
import { ProblemAlert } from '../shared/problem-alert';
import { homeMessages } from './home-messages';

/** Sends a bundle to the server, which checks it and takes it in or says why not. */
@Component({
  selector: 'rtr-bundle-upload',
  imports: [LoadingBlock, ProblemAlert],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './bundle-upload.html',
  styles: `
    form {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.6rem;
      margin: 0.4rem 0;
    }
    form .btn {
      margin: 0;
    }
    .quiet {
      color: var(--cds-global-typography-color-300);
    }
    progress {
      width: 10rem;
      height: 0.35rem;
      accent-color: var(--cds-alias-status-info);
    }
  `,
})
export class BundleUpload {
  readonly vcGuid = input.required<string>();
  /** Largest file that the server takes, in bytes. */
  readonly limit = input.required<number>();
  readonly imported = output();

  readonly #api = inject(BundleApi);

  protected readonly text = homeMessages.upload;
  protected readonly kitText = homeMessages.bundlesPage.flavor;
  protected readonly flavor = signal<Bundle['flavor']>('vaio8');
  protected readonly file = signal<File | null>(null);
  /** Share that is sent; null while nothing is under way. */
  protected readonly share = signal<number | null>(null);
  protected readonly problem = signal<ApiProblem | null>(null);
  protected readonly done = signal('');
  protected readonly megabytes = computed(() => (this.limit() / 1_000_000).toFixed(0));
  protected readonly isTooLarge = computed(() => (this.file()?.size ?? 0) > this.limit());
  protected readonly percent = computed(() => Math.round(100 * (this.share() ?? 0)));

  protected chooseFlavor(event: Event): void {
    if (event.target instanceof HTMLSelectElement) {
      this.flavor.set(event.target.value === 'vaio7' ? 'vaio7' : 'vaio8');
    }
  }

  protected chooseFile(event: Event): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.file.set(event.target.files?.[0] ?? null);
    this.problem.set(null);
    this.done.set('');
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const file = this.file();
    if (!file || this.isTooLarge() || this.share() !== null) return;
    this.share.set(0);
    this.problem.set(null);
    try {
      const bundle = await this.#api.upload(this.vcGuid(), this.flavor(), file, (share) =>
        this.share.set(share),
      );
      this.done.set(this.text.done(file.name, bundle.version));
      this.imported.emit();
    } catch (error) {
      // ApiProblem: the bundle was refused, or the server did not answer.
      this.problem.set(toApiProblem(error));
    } finally {
      this.share.set(null);
    }
  }
}
