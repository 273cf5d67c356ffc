import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { Finding, FindingLink } from '@contract/finding';
import { CurrentVcenter } from '../api/current-vcenter';
import { FindingLinkOpener } from '../client-sdk/finding-link-opener';
import { sortedFindings } from './sorted-findings';
import { sharedMessages } from './shared-messages';
import { StatusText } from './status-text';
import type { Status } from './status';

/** Preflight results: where, why and what to do, the worst first. */
@Component({
  selector: 'rtr-finding-list',
  imports: [StatusText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './finding-list.html',
  styles: `
    ul {
      list-style: none;
      margin: 0;
      padding: 0;
    }
    li {
      padding: 0.3rem 0;
    }
    li + li {
      border-top: 1px solid var(--cds-alias-object-border-color);
    }
    .head {
      display: flex;
      gap: 0.5rem;
    }
    .scope {
      color: var(--cds-global-typography-color-300);
    }
    .remedy {
      color: var(--cds-global-typography-color-300);
      padding-left: 1.1rem;
    }
    .goto {
      padding-left: 1.1rem;
    }
    .reason {
      padding-left: 1.1rem;
    }
  `,
})
export class FindingList {
  readonly findings = input.required<readonly Finding[]>();
  /** Whether rows say which object they are about; off where the heading says it. */
  readonly showsScope = input(true);
  /** A link has led to another view of the client. */
  readonly followed = output();

  readonly #opener = inject(FindingLinkOpener);
  readonly #vcenter = inject(CurrentVcenter);

  protected readonly text = sharedMessages;
  protected readonly rows = computed(() =>
    sortedFindings(this.findings()).map((finding, index) => ({
      key: `${index}:${finding.code}:${finding.scope.id}`,
      finding,
      status: severityStatus(finding),
      linkText: finding.link === null ? '' : linkText(finding.link),
      scope: `${sharedMessages.scope[finding.scope.type]} ${finding.scope.name}`,
    })),
  );

  protected async follow(link: FindingLink): Promise<void> {
    const [vcGuid] = await this.#vcenter.candidates();
    this.#opener.open(link, vcGuid);
    this.followed.emit();
  }
}

/** Says where the link leads; an unknown view is called by its object. */
function linkText(link: FindingLink): string {
  const { link: texts } = sharedMessages;
  if (link.kind === 'pluginPage') return texts[link.page];
  return link.viewId in texts ? texts[link.viewId as keyof typeof texts] : texts.other;
}

function severityStatus(finding: Finding): Status {
  const text = sharedMessages.severity[finding.severity];
  switch (finding.severity) {
    case 'blocker':
      return { text, tone: 'danger' };
    case 'warning':
      return { text, tone: 'warning' };
    case 'info':
      return { text, tone: 'info' };
  }
}
