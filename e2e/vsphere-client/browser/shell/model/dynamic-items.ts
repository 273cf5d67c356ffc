import type { ClientPlugin } from '../../../protocol/client-plugin.ts';

/** How long a plug-in's server may take (simulation's choice: the real limit is unknown). */
const timeoutMs = 10_000;

/** What a plug-in's server says of one dynamic item. */
export interface DynamicItem {
  readonly id: string;
  readonly visible: boolean;
  /** Left out means relevant. */
  readonly relevant: boolean;
}

/** What a dynamic query needs to know of the browser's session. */
export interface QueryContext {
  readonly locale: string;
  /** The vSphere Client's own API, as `getApiEndpoints` tells it. */
  readonly apiEndpoint: string;
  readonly sessionToken: (plugin: ClientPlugin) => Promise<string>;
}

/**
 * Asks a plug-in's server which of its dynamic items apply to objects. Answers undefined when the server fails, answers nonsense or takes
 * too long. The documented header with the node's id is left out: its name is not public.
 */
export async function queryDynamicItems(
  plugin: ClientPlugin,
  url: string,
  objectIds: readonly string[],
  context: QueryContext,
): Promise<readonly DynamicItem[] | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'cache-control': 'no-cache',
        pragma: 'no-cache',
        expires: 'Sat, 01 Jan 2000 00:00:00 GMT',
        'vmware-api-session-id': await context.sessionToken(plugin),
        'vmware-api-gateway-url': context.apiEndpoint,
      },
      body: JSON.stringify({ apiVersion: '1.0.0', objectIds, locale: context.locale }),
    });
    return response.ok ? parseAnswer(await response.json()) : undefined;
  } catch {
    // Expected: timeout, no connection, or an answer that is no JSON; the items count as not visible.
    return undefined;
  }
}

function parseAnswer(answer: unknown): readonly DynamicItem[] | undefined {
  const items = (answer as { dynamicItems?: unknown } | null)?.dynamicItems;
  if (!Array.isArray(items)) return undefined;
  return items.flatMap((item: unknown) => {
    const { id, visible, relevant } = (item ?? {}) as Record<string, unknown>;
    if (typeof id !== 'string') return [];
    return [{ id, visible: visible === true, relevant: relevant !== false }];
  });
}
