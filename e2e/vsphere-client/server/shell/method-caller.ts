import type { Ref } from '../../../vcenter/core/managed-object.ts';
import type { Session } from '../../../vcenter/core/session.ts';
import { ROOT_FOLDER } from '../../../vcenter/core/well-known.ts';
import { VimFault } from '../../../vcenter/core/vim-fault.ts';
import type { Vcenter } from '../../../vcenter/core/vcenter.ts';
import { recordsIn } from './property-reader.ts';

/** Calls methods of the vCenter for a logged-in user, as the client's own pages do. */
export class MethodCaller {
  readonly #vcenter: Vcenter;
  readonly #session: Session;

  constructor(vcenter: Vcenter, session: Session) {
    this.#vcenter = vcenter;
    this.#session = session;
  }

  /** Whether the user has a privilege at the root of the inventory. */
  mayGlobally(privilege: string): boolean {
    const { authorization } = this.#vcenter;
    return authorization.has(this.#session.userName, ROOT_FOLDER, privilege);
  }

  /** A text that a method answers; empty when there is no such method or object, or when it fails. */
  async text(target: Ref | undefined, method: string): Promise<string> {
    const answer = await this.#call(target, method, {});
    return typeof answer === 'string' ? answer : '';
  }

  /** The data objects that a method answers; none when there is no such method or object, or when it fails. */
  async list(
    target: Ref | undefined,
    method: string,
    args: Readonly<Record<string, unknown>>,
  ): Promise<readonly Record<string, unknown>[]> {
    return recordsIn(await this.#call(target, method, args));
  }

  /** Calls a method that changes something, with the privilege that it needs on its target. Throws `VimFault`. */
  async change(
    target: Ref,
    method: string,
    {
      privilege,
      args,
    }: { readonly privilege: string; readonly args: Readonly<Record<string, unknown>> },
  ): Promise<void> {
    this.#vcenter.authorization.require(this.#session, [target], [privilege]);
    await this.#invoke(target, method, args);
  }

  async #call(
    reference: Ref | undefined,
    method: string,
    args: Readonly<Record<string, unknown>>,
  ): Promise<unknown> {
    try {
      return await this.#invoke(reference, method, args);
    } catch (error) {
      // Expected: the host is disconnected, or another vSphere fault; the page shows no value then.
      if (error instanceof VimFault) return undefined;
      throw error;
    }
  }

  async #invoke(
    reference: Ref | undefined,
    method: string,
    args: Readonly<Record<string, unknown>>,
  ): Promise<unknown> {
    const vcenter = this.#vcenter;
    const session = this.#session;
    const target = reference && vcenter.registry.find(reference);
    const handler = target && vcenter.methods.find(target.ref.type, method);
    if (!target || !handler) return undefined;
    const { ipAddress, userAgent } = session;
    const caller = { session, ipAddress, userAgent, startSession: () => undefined };
    const signal = vcenter.closing;
    const apiVersion = vcenter.about.apiVersion;
    return await handler({ vcenter, session, caller, target, args, apiVersion, signal });
  }
}
