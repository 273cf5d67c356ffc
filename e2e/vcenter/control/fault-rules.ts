import * as z from 'zod';
import { VimFault } from '../core/vim-fault.ts';

/** How a fault rule is given to the control API. */
export const faultRuleSchema = z.strictObject({
  method: z.string().min(1).optional().describe('wire name of the method; absent for every method'),
  object: z
    .string()
    .min(1)
    .optional()
    .describe('host-12, HostSystem:host-12, or the name of an inventory object'),
  where: z
    .enum(['call', 'task'])
    .default('call')
    .describe(
      'answer the call with the fault, or let the task end with it; tasks: ReconfigVM_Task',
    ),
  skip: z.int().min(0).default(0).describe('calls to let through first'),
  times: z.int().min(1).optional().describe('calls to hit; absent for all'),
  delayMs: z.int().min(0).default(0).describe('real milliseconds to wait before the action'),
  replyDelayMs: z
    .int()
    .min(0)
    .default(0)
    .describe('real milliseconds between carrying the call out and answering it'),
  action: z
    .enum(['fault', 'cut-before', 'cut-after', 'delay'])
    .default('fault')
    .describe('answer the fault, or cut the connection before or after the call is carried out'),
  fault: z
    .strictObject({
      type: z.string().min(1),
      message: z.string().optional(),
      members: z.record(z.string(), z.unknown()).default({}),
    })
    .default({ type: 'SystemError', members: { reason: 'injected' } }),
});

export type FaultRuleInput = z.input<typeof faultRuleSchema>;

/** A rule and how often it has been met. */
export interface FaultRule extends z.output<typeof faultRuleSchema> {
  readonly id: string;
  /** Matching calls so far, the skipped ones included. */
  seen: number;
  /** Calls that the rule acted on. */
  hits: number;
}

/** What a rule does to a call. */
export interface Injection {
  readonly action: FaultRule['action'];
  readonly delayMs: number;
  readonly replyDelayMs: number;
  readonly fault: VimFault;
}

/** The rules by which calls are made to fail; the first that matches and has not run out decides. */
export class FaultRules {
  readonly #rules = new Map<string, FaultRule>();
  readonly #nameOf: (object: string) => string | undefined;
  #next = 0;

  /** @param nameOf the name of an object by its key, for rules that name one */
  constructor(nameOf: (object: string) => string | undefined = () => undefined) {
    this.#nameOf = nameOf;
  }

  /** Adds a rule. Throws `ZodError` for one that is not well-formed. */
  add(input: FaultRuleInput): FaultRule {
    const rule = { id: `fault-${++this.#next}`, ...faultRuleSchema.parse(input), seen: 0, hits: 0 };
    this.#rules.set(rule.id, rule);
    return rule;
  }

  list(): readonly FaultRule[] {
    return [...this.#rules.values()];
  }

  /** False when there is no such rule. */
  remove(id: string): boolean {
    return this.#rules.delete(id);
  }

  clear(): void {
    this.#rules.clear();
  }

  /** Counts a call, or a task that is about to take effect, and answers what is to be done to it, if anything. */
  meet(method: string, object: string, where: FaultRule['where'] = 'call'): Injection | undefined {
    for (const rule of this.#rules.values()) {
      if (rule.where !== where) continue;
      if (rule.method !== undefined && rule.method !== method) continue;
      if (rule.object !== undefined && !this.#isObject(rule.object, object)) continue;
      rule.seen += 1;
      if (rule.seen <= rule.skip || rule.hits >= (rule.times ?? Infinity)) continue;
      rule.hits += 1;
      const { type, message, members } = rule.fault;
      const fault = new VimFault(type, members, message);
      const { action, delayMs, replyDelayMs } = rule;
      return { action, delayMs, replyDelayMs, fault };
    }
    return undefined;
  }

  #isObject(wanted: string, object: string): boolean {
    const isKey = object === wanted || object.slice(object.indexOf(':') + 1) === wanted;
    return isKey || this.#nameOf(object) === wanted;
  }
}
