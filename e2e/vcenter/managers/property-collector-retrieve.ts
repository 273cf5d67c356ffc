import { Access, noPermission, notAuthenticated } from '../core/access.ts';
import type { DataObject, ManagedObject } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import type { Session } from '../core/session.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { invalidArgument } from '../core/vim-fault.ts';
import { TypedValue } from '../wire/typed-value.ts';
import { MappedList } from '../wire/mapped-list.ts';
import { PropertyQuery } from './property-collector-query.ts';
import { compilePath } from './property-path.ts';

/** An object of the result whose properties have not been read yet: paging must not read everything first. */
interface Pending {
  readonly object: ManagedObject;
  readonly query: PropertyQuery;
}

/** The rest of a result that was asked for in pages. */
interface Page {
  readonly rest: readonly Pending[];
  readonly size: number;
  readonly owner: Session;
}

/** The results that clients are still paging through; tokens end with their session and work once. */
export class OpenPages {
  readonly #pages = new Map<string, Page>();
  #next = 0;

  /** Answers the first page of a result and keeps the rest. */
  start(call: Call, pending: readonly Pending[], size: number): DataObject {
    const access = new Access(call.vcenter, call.caller.session);
    const page = pending.slice(0, size);
    const rest = pending.slice(size);
    const objects = new MappedList(page, ({ object, query }) =>
      objectContent(access, object, query),
    );
    if (rest.length === 0) return { objects };
    const token = String(this.#next++);
    this.#pages.set(token, { rest, size, owner: call.session });
    return { token, objects };
  }

  /** Answers the next page. Throws `InvalidArgument` for a token that is unknown, used or another session's. */
  proceed(call: Call): DataObject {
    const page = this.#take(call);
    // Objects that went away between two pages are shown as they last were.
    return this.start(call, page.rest, page.size);
  }

  cancel(call: Call): void {
    this.#take(call);
  }

  drop(session: Session): void {
    for (const [token, page] of this.#pages) {
      if (page.owner === session) this.#pages.delete(token);
    }
  }

  #take({ args, session }: Call): Page {
    const token = args['token'] as string;
    const page = this.#pages.get(token);
    if (page?.owner !== session) throw invalidArgument('token');
    this.#pages.delete(token);
    return page;
  }
}

/** Adds the methods that read once: RetrieveProperties, RetrievePropertiesEx, its pages, and Fetch. */
export function installRetrieval(vcenter: Vcenter): void {
  const { methods } = vcenter;
  const pages = new OpenPages();
  vcenter.sessions.onEnd((session) => pages.drop(session));
  methods.define('PropertyCollector', 'RetrieveProperties', (call) => {
    return pages.start(call, pendingOf(call), Infinity)['objects'];
  });
  methods.define('PropertyCollector', 'RetrievePropertiesEx', (call) => {
    const { maxObjects } = call.args['options'] as { maxObjects?: number };
    if (maxObjects !== undefined && maxObjects < 1) throw invalidArgument('options.maxObjects');
    const pending = pendingOf(call);
    if (pending.length === 0) return undefined;
    return pages.start(call, pending, maxObjects ?? Infinity);
  });
  methods.define('PropertyCollector', 'ContinueRetrievePropertiesEx', (call) =>
    pages.proceed(call),
  );
  methods.define('PropertyCollector', 'CancelRetrievePropertiesEx', (call) => pages.cancel(call));
  methods.define('ManagedObject', 'Fetch', fetchProperty);
}

function pendingOf({ vcenter, apiVersion, caller, args }: Call): Pending[] {
  const access = new Access(vcenter, caller.session);
  const specs = args['specSet'] as DataObject[];
  return specs.flatMap((spec) => {
    const query = new PropertyQuery(vcenter, apiVersion, spec);
    return [...query.select(access).values()].map((object) => ({ object, query }));
  });
}

function objectContent(access: Access, object: ManagedObject, query: PropertyQuery): DataObject {
  return { obj: object.ref, ...query.read(access, object) };
}

/** Reads one property; unset ones have no result. The first refusal is the call's fault. */
function fetchProperty({ vcenter, apiVersion, caller, target, args }: Call): unknown {
  const path = compilePath(vcenter.schema, apiVersion, {
    objectType: target.ref.type,
    path: args['prop'] as string,
  });
  const access = new Access(vcenter, caller.session);
  if (!access.may(target, path.privilege)) {
    throw caller.session === undefined
      ? notAuthenticated(target.ref, path.privilege)
      : noPermission(target.ref, path.privilege);
  }
  const value = path.read(target, access.viewer);
  return value === undefined ? undefined : new TypedValue(path.type, value);
}
