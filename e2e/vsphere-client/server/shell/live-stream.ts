import type { Request, Response } from 'express';
import { refKey } from '../../../vcenter/core/managed-object.ts';
import type { Change } from '../../../vcenter/core/registry.ts';
import type { Vcenter } from '../../../vcenter/core/vcenter.ts';
import type { LiveNotice } from '../../protocol/shell-api.ts';
import type { ShellSession } from './shell-sessions.ts';

/** Changes are gathered for so long, so that a burst of them is one notice. */
const gatherMs = 150;
const heartbeatMs = 15_000;

/** The types whose changes show in the client. */
const shownTypes = new Set([
  'Folder',
  'Datacenter',
  'ComputeResource',
  'ClusterComputeResource',
  'HostSystem',
  'VirtualMachine',
  'ResourcePool',
]);

interface Listener {
  readonly response: Response;
  readonly sessionKey: string;
}

/** Server-sent events that tell each open browser what to fetch again. */
export class LiveStream {
  readonly #listeners = new Set<Listener>();
  readonly #changedIds = new Set<string>();
  readonly #detailedIds = new Set<string>();
  #tasksChanged = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(vcenter: Vcenter) {
    const stop = vcenter.registry.onChange((change) => this.#note(change));
    const heartbeat = setInterval(() => this.#write(': still here\n\n'), heartbeatMs);
    vcenter.sessions.onEnd((ended) => this.#sessionEnded(ended.key));
    vcenter.closing.addEventListener('abort', () => {
      stop();
      clearInterval(heartbeat);
      clearTimeout(this.#timer);
      for (const { response } of this.#listeners) response.end();
      // Sessions end after this, and a stream that has ended takes no more notices.
      this.#listeners.clear();
    });
  }

  /** Keeps a request open as a stream of notices. */
  open(request: Request, response: Response, shell: ShellSession): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 1000\n\n');
    const listener = { response, sessionKey: shell.session.key };
    this.#listeners.add(listener);
    request.on('close', () => this.#listeners.delete(listener));
  }

  /** Sends a notice to every browser. */
  tell(notice: LiveNotice): void {
    this.#write(`data: ${JSON.stringify(notice)}\n\n`);
  }

  #note(change: Change): void {
    const { type } = change.object.ref;
    if (type === 'Task') this.#tasksChanged = true;
    else if (!shownTypes.has(type)) return;
    else if (isDetail(change)) this.#detailedIds.add(refKey(change.object.ref));
    else this.#changedIds.add(refKey(change.object.ref));
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs);
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#tasksChanged) this.tell({ kind: 'tasks' });
    if (this.#changedIds.size > 0) this.tell({ kind: 'inventory', ids: [...this.#changedIds] });
    if (this.#detailedIds.size > 0) this.tell({ kind: 'details', ids: [...this.#detailedIds] });
    this.#tasksChanged = false;
    this.#changedIds.clear();
    this.#detailedIds.clear();
  }

  #sessionEnded(sessionKey: string): void {
    const notice: LiveNotice = { kind: 'logged-out' };
    for (const listener of this.#listeners) {
      if (listener.sessionKey !== sessionKey) continue;
      listener.response.end(`data: ${JSON.stringify(notice)}\n\n`);
      this.#listeners.delete(listener);
    }
  }

  #write(text: string): void {
    for (const { response } of this.#listeners) response.write(text);
  }
}

/** Whether a change is of a machine's devices or of its tasks only: thousands of those come in a row, and only the machine's own page shows them. */
function isDetail({ kind, object, paths }: Change): boolean {
  if (kind !== 'update') return false;
  const inside =
    object.ref.type === 'VirtualMachine'
      ? /^(config\.(?!name|template)|recentTask)/
      : /^recentTask/;
  return paths.every((path) => inside.test(path));
}
