import { assembleCore } from '../assemble.ts';
import type { Content, ContentOptions } from '../content.ts';
import { installContent } from '../content.ts';
import type { DataObject, ManagedObject, Ref } from '../core/managed-object.ts';
import type { Session } from '../core/session.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { ROOT_FOLDER } from '../core/well-known.ts';
import { eventTypeId } from '../managers/event-log.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { defineContentSchema } from '../schema/content-schema.ts';

/** The content of a simulated vCenter without its wire: handlers are called directly, so that a spec sees what they do and nothing else. */
export interface ContentBed {
  readonly vcenter: Vcenter;
  readonly content: Content;
  readonly bugs: unknown[];
  /** A session of a user who has exactly these privileges, everywhere. */
  as(...privileges: string[]): Session;
  /** Calls a method's handler as the session's user. */
  call(session: Session, target: Ref, method: string, args?: Record<string, unknown>): unknown;
  /** The object of a type with this name. */
  named(type: string, name: string): ManagedObject;
  /** Resolves with the task's final `TaskInfo`. */
  finished(task: unknown): Promise<DataObject>;
  /** Resolves as soon as the condition holds, looked at after each change. */
  until(condition: () => boolean): Promise<void>;
  /** The ids of all recorded events, oldest first. */
  eventIds(): string[];
  close(): void;
}

/** Starts the content of a scenario; waits take a thousandth of their time. */
export function contentBed(scenario: Scenario, options: ContentOptions = {}): ContentBed {
  const closing = new AbortController();
  const bugs: unknown[] = [];
  const events: DataObject[] = [];
  const { vcenter, roleBook: roles } = assembleCore({
    about: { ...scenario.vcenter },
    users: [],
    speed: 1000,
    closing: closing.signal,
    reportBug: (error) => bugs.push(error),
    defineTypes: defineContentSchema,
  });
  const users = new Map<string, Session>();
  const content = installContent(vcenter, scenario, options);
  const log = vcenter.events;
  vcenter.events = {
    post: (event, session) => {
      events.push(event);
      log.post(event, session);
    },
  };
  const call: ContentBed['call'] = (session, target, method, args = {}) => {
    const handler = vcenter.methods.find(target.type, method);
    if (handler === undefined) throw new Error(`${target.type} has no method ${method}`);
    const object = vcenter.registry.get(target);
    const caller = {
      session,
      ipAddress: '127.0.0.1',
      userAgent: 'spec',
      startSession: () => undefined,
    };
    const { signal } = closing;
    return handler({
      vcenter,
      session,
      caller,
      target: object,
      args,
      apiVersion: '8.0.3.0',
      signal,
    });
  };
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (condition()) {
        resolve();
        return;
      }
      const stop = vcenter.registry.onChange(() => {
        if (!condition()) return;
        stop();
        resolve();
      });
    });
  const infoOf = (task: unknown) =>
    vcenter.registry.get(task as Ref).properties['info'] as DataObject;
  return {
    vcenter,
    content,
    bugs,
    as: (...privileges) => {
      const name = `user-${users.size + 1}@vsphere.local`;
      const role = roles.addRole(name, privileges);
      roles.grant({ entity: ROOT_FOLDER, principal: name, roleId: role.roleId, propagate: true });
      return sessionOf(users, name);
    },
    call,
    named: (type, name) => {
      const found = vcenter.registry
        .ofType(type)
        .find(({ properties }) => properties['name'] === name);
      if (found === undefined) throw new Error(`no ${type} ${name}`);
      return found;
    },
    finished: async (task) => {
      await until(() => infoOf(task)['completeTime'] !== undefined);
      return infoOf(task);
    },
    until,
    eventIds: () => events.map((event) => eventTypeId(event).replace('vim.event.', '')),
    close: () => closing.abort(new Error('The bed was closed.')),
  };
}

function sessionOf(users: Map<string, Session>, userName: string): Session {
  const now = new Date();
  const session: Session = {
    key: `session-of-${userName}`,
    token: '',
    userName,
    fullName: userName,
    locale: 'en',
    loginTime: now,
    lastActiveTime: now,
    callCount: 0,
    ipAddress: '127.0.0.1',
    userAgent: 'spec',
  };
  users.set(userName, session);
  return session;
}
