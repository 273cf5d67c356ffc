import type { Ref } from '../core/managed-object.ts';
import { refKey } from '../core/managed-object.ts';
import { VimFault } from '../core/vim-fault.ts';
import { FilterIssue } from './filter-issue.ts';

/** What a host can be made to fail at; `resolve` fails whatever the resolving task would do there. */
export const failingOperations = [
  'install',
  'upgrade',
  'uninstall',
  'resolve',
  'maintenance',
] as const;
export type FailingOperation = (typeof failingOperations)[number];

/** A failure that a test or the demo wants a host to have. */
export interface IssueRule {
  readonly host: Ref;
  readonly operation: FailingOperation;
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

  /** Throws the failure that awaits this attempt, if there is one, as the issue of a host. */
  meet(host: Ref, operation: FailingOperation): void {
    const fault = this.#take(host, operation);
    if (fault !== undefined) throw new FilterIssue('injected', fault.message, fault);
  }

  /** Throws the failure that awaits this attempt, if there is one, as a plain fault. */
  meetFault(host: Ref, operation: FailingOperation): void {
    const fault = this.#take(host, operation);
    if (fault !== undefined) throw fault;
  }

  #take(host: Ref, operation: FailingOperation): VimFault | undefined {
    const found = this.#rules.find(
      ({ rule, left }) =>
        left > 0 && rule.operation === operation && refKey(rule.host) === refKey(host),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    const { type, message, members } = found.rule.fault;
    return new VimFault(type, members ?? {}, message);
  }
}
