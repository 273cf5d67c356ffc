import { Injectable, inject } from '@angular/core';
import { ClientSdk } from '../client-sdk/client-sdk';
import { ApiProblem } from './api-problem';
import { PluginServerConnection } from './plugin-server-connection';

/** Which vCenter a view is about. */
@Injectable({ providedIn: 'root' })
export class CurrentVcenter {
  readonly #sdk = inject(ClientSdk);
  readonly #connection = inject(PluginServerConnection);

  /**
   * The vCenter of the context object; for a view without one, the one its opener named, else those where the plug-in is
   * registered. Never empty: throws `ApiProblem` `noClient` instead.
   */
  async candidates(): Promise<readonly [string, ...string[]]> {
    const [object] = this.#sdk.contextObjects();
    if (object) return [object.vcGuid];
    const named = vcGuidOf(this.#sdk.customData());
    if (named !== null) return [named];
    const [first, ...others] = await this.#connection.vcGuids();
    if (first === undefined) throw noVcenter();
    return [first, ...others];
  }
}

function vcGuidOf(data: unknown): string | null {
  return typeof data === 'object' &&
    data !== null &&
    'vcGuid' in data &&
    typeof data.vcGuid === 'string'
    ? data.vcGuid
    : null;
}

function noVcenter(): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'noClient',
    title: 'No vCenter',
    detail:
      'The vSphere Client names no vCenter at which this plug-in is registered. Refresh the browser; if that does not help, register the plug-in again.',
  });
}
