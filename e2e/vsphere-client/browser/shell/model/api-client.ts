import type { ClientPlugin, PluginRow } from '../../../protocol/client-plugin.ts';
import type {
  EventRow,
  InventoryItem,
  ItemWithPath,
  ObjectAction,
  ObjectView,
  SessionView,
  TablePage,
  TaskRow,
} from '../../../protocol/shell-api.ts';

/** An answer of the client's server other than 2xx. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

export interface TableRequest {
  readonly sort: string;
  readonly filter: string;
  readonly offset: number;
  readonly limit: number;
}

/** One method for each data route of the server half. Every method throws `ApiError`. */
export class ApiClient {
  login(userName: string, password: string): Promise<void> {
    return this.#send('login', { userName, password });
  }

  logout(): Promise<void> {
    return this.#send('logout', {});
  }

  /** Who is logged in, if anybody is. */
  async session(): Promise<SessionView | undefined> {
    const response = await this.#request('session', {});
    return response.status === 204 ? undefined : ((await response.json()) as SessionView);
  }

  plugins(locale: string): Promise<ClientPlugin[]> {
    return this.#get(`plugins?locale=${encodeURIComponent(locale)}`);
  }

  pluginStates(): Promise<PluginRow[]> {
    return this.#get('plugin-states');
  }

  redeploy(instanceId: string): Promise<void> {
    return this.#send(`plugins/${encodeURIComponent(instanceId)}/redeploy`, {});
  }

  async pluginSession(instanceId: string): Promise<{ sessionToken: string; nodeId: string }> {
    const path = `plugins/${encodeURIComponent(instanceId)}/session`;
    const response = await this.#request(path, post({}));
    return (await response.json()) as { sessionToken: string; nodeId: string };
  }

  children(id: string): Promise<InventoryItem[]> {
    return this.#get(`children/${encodeURIComponent(id)}`);
  }

  item(id: string): Promise<ItemWithPath> {
    return this.#get(`items/${encodeURIComponent(id)}`);
  }

  object(id: string): Promise<ObjectView> {
    return this.#get(`objects/${encodeURIComponent(id)}`);
  }

  table(id: string, kind: 'hosts' | 'vms', request: TableRequest): Promise<TablePage> {
    const { sort, filter, offset, limit } = request;
    const query = new URLSearchParams({
      sort,
      filter,
      offset: String(offset),
      limit: String(limit),
    });
    return this.#get(`objects/${encodeURIComponent(id)}/${kind}?${query.toString()}`);
  }

  events(id: string): Promise<EventRow[]> {
    return this.#get(`objects/${encodeURIComponent(id)}/events`);
  }

  /** Starts one of the client's own actions. */
  act(id: string, action: ObjectAction): Promise<void> {
    return this.#send(`objects/${encodeURIComponent(id)}/actions/${action}`, {});
  }

  tasks(): Promise<TaskRow[]> {
    return this.#get('tasks');
  }

  async #get<T>(path: string): Promise<T> {
    const response = await this.#request(path, {});
    return (await response.json()) as T;
  }

  async #send(path: string, body: unknown): Promise<void> {
    await this.#request(path, post(body));
  }

  async #request(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(`/ui/api/${path}`, init);
    if (response.ok) return response;
    const body = (await response.json().catch(() => ({}))) as { message?: string };
    throw new ApiError(response.status, body.message ?? `HTTP status ${response.status}`);
  }
}

function post(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}
