import type { VmTag } from '../../domain/vm-listing.ts';
import type { Clock } from '../../ports/clock.ts';
import { listOf, optionalText, textOf, UnexpectedReply } from '../decoded.ts';
import type { RestRequest, RestSession } from './rest-session.ts';

const BASE = '/api/cis/tagging';
const TAGS_PER_CALL = 500;
const AT_ONCE = 4;
/** Names change rarely, and there is no call that gives many. */
const KEEP_MS = 10 * 60_000;

interface TagName {
  readonly name: string;
  readonly categoryId: string;
}

/** vCenter's REST service does not give what was asked for: the service is away, or the account may not read it. */
class NotGiven extends Error {}

/** The tags on machines, by vCenter's tagging service (vSphere Automation API reference). Names are kept for some minutes. */
export class VmTags {
  readonly #session: RestSession;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #tags = new Map<string, TagName | null>();
  readonly #categories = new Map<string, string>();
  #knownSince = 0;

  constructor(session: RestSession, clock: Pick<Clock, 'now'>) {
    this.#session = session;
    this.#clock = clock;
  }

  /** Null where this vCenter or the account does not give them. @throws VcenterUnreachable */
  async read(): Promise<readonly VmTag[] | null> {
    this.#forgetOld();
    try {
      const vmsByTag = await this.#attached(await this.#ids());
      const tags: VmTag[] = [];
      await inLanes([...vmsByTag], async ([id, vmIds]) => {
        const tag = await this.#tag(id);
        if (tag === null) return;
        tags.push({ id, name: tag.name, category: await this.#category(tag.categoryId), vmIds });
      });
      return tags.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    } catch (error) {
      // Expected: 403 without the privilege, 404 without the service, 503 while it starts, and answers of something else in between.
      if (error instanceof NotGiven || error instanceof UnexpectedReply) return null;
      throw error;
    }
  }

  #forgetOld(): void {
    const now = this.#clock.now().getTime();
    if (now - this.#knownSince < KEEP_MS) return;
    this.#knownSince = now;
    this.#tags.clear();
    this.#categories.clear();
  }

  async #ids(): Promise<readonly string[]> {
    const ids = await this.#ask({ method: 'GET', path: `${BASE}/tag` });
    if (!Array.isArray(ids)) throw new NotGiven();
    return ids.filter((id) => typeof id === 'string');
  }

  /** The machines by the tags that some carry. */
  async #attached(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const vmsByTag = new Map<string, readonly string[]>();
    for (let start = 0; start < ids.length; start += TAGS_PER_CALL) {
      const rows = await this.#ask({
        method: 'POST',
        path: `${BASE}/tag-association?action=list-attached-objects-on-tags`,
        body: { tag_ids: ids.slice(start, start + TAGS_PER_CALL) },
      });
      if (!Array.isArray(rows)) throw new NotGiven();
      for (const row of rows) {
        const objects = listOf(row, 'object_ids');
        const vms = objects.filter((object) => optionalText(object, 'type') === 'VirtualMachine');
        if (vms.length > 0)
          vmsByTag.set(
            textOf(row, 'tag_id'),
            vms.map((vm) => textOf(vm, 'id')),
          );
      }
    }
    return vmsByTag;
  }

  /** Null for a tag that was deleted since tags were listed. */
  async #tag(id: string): Promise<TagName | null> {
    const known = this.#tags.get(id);
    if (known !== undefined) return known;
    const tag = await this.#find(`${BASE}/tag/${encodeURIComponent(id)}`);
    const named =
      tag === null ? null : { name: textOf(tag, 'name'), categoryId: textOf(tag, 'category_id') };
    this.#tags.set(id, named);
    return named;
  }

  /** Empty for a category that may not be read. */
  async #category(id: string): Promise<string> {
    const known = this.#categories.get(id);
    if (known !== undefined) return known;
    const category = await this.#find(`${BASE}/category/${encodeURIComponent(id)}`);
    const name = category === null ? '' : textOf(category, 'name');
    this.#categories.set(id, name);
    return name;
  }

  async #find(path: string): Promise<unknown> {
    const reply = await this.#session.send({ method: 'GET', path });
    if (reply?.status === 404 || reply?.status === 403) return null;
    return bodyOf(reply);
  }

  async #ask(request: RestRequest): Promise<unknown> {
    return bodyOf(await this.#session.send(request));
  }
}

function bodyOf(reply: { readonly status: number; readonly text: string } | null): unknown {
  if (reply?.status !== 200) throw new NotGiven();
  try {
    return JSON.parse(reply.text);
  } catch {
    // Expected: the page of a proxy instead of JSON.
    throw new NotGiven();
  }
}

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const lane = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
