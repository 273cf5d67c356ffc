import type { Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import { FilterIssue } from './filter-issue.ts';

export type FilterOperation = 'install' | 'uninstall' | 'upgrade';

/** A failure that a test or the demo wants a host to have. */
export interface IssueRule {
  readonly host: Ref;
  readonly operation: FilterOperation;
  readonly fault: {
    readonly type: string;
    readonly message: string;
    readonly members?: Readonly<Record<string, unknown>>;
  };
  /** How many attempts fail; endless when left out. */
  readonly times?: number;
}

/** The failures that have been asked for and not yet used up. */
export class InjectedIssues {
  readonly #rules: { readonly rule: IssueRule; left: number }[] = [];

  add(rule: IssueRule): void {
    this.#rules.push({ rule, left: rule.times ?? Infinity });
  }

  clear(): void {
    this.#rules.length = 0;
  }

  list(): readonly IssueRule[] {
    return this.#rules.filter(({ left }) => left > 0).map(({ rule }) => rule);
  }

  /** Throws the failure that awaits this attempt, if there is one. */
  meet(host: Ref, operation: FilterOperation): void {
    const found = this.#rules.find(
      ({ rule, left }) =>
        left > 0 && rule.operation === operation && refKey(rule.host) === refKey(host),
    );
    if (found === undefined) return;
    found.left -= 1;
    const { type, message, members } = found.rule.fault;
    throw new FilterIssue('injected', message, new VimFault(type, members ?? {}, message));
  }
}
