import type { Content, ContentOptions } from '../content.ts';
import { installContent } from '../content.ts';
import { Clock } from '../core/clock.ts';
import type { DataObject, ManagedObject, Ref } from '../core/managed-object.ts';
import { MethodTable } from '../core/method-table.ts';
import { Registry } from '../core/registry.ts';
import type { Session } from '../core/session.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { ROOT_FOLDER } from '../core/well-known.ts';
import { RoleBook } from '../managers/authorization.ts';
import { SessionStore } from '../managers/session-store.ts';
import { TaskStore } from '../managers/task-store.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { coreCollector } from '../schema/core-collector.ts';
import { coreFaults } from '../schema/core-faults.ts';
import { coreServices } from '../schema/core-services.ts';
import { coreTasks } from '../schema/core-tasks.ts';
import { defineContentSchema } from '../schema/content-schema.ts';
import { Schema } from '../schema/schema.ts';

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
  const { vcenter, roles, users } = bareVcenter(closing.signal, bugs);
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
    eventIds: () => events.map((event) => String(event['eventTypeId'] ?? event.$type)),
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

function bareVcenter(
  closing: AbortSignal,
  bugs: unknown[],
): { vcenter: Vcenter; roles: RoleBook; users: Map<string, Session> } {
  const schema = new Schema();
  for (const text of [coreServices, coreFaults, coreTasks, coreCollector]) schema.define(text);
  defineContentSchema(schema);
  const registry = new Registry(schema);
  const clock = new Clock(1000);
  const roles = new RoleBook(registry, (type) => schema.isObjectA(type, 'ManagedEntity'));
  const about = {
    instanceUuid: '6f1d2c84-3f52-4a10-9a57-0c9e6b1d7f20',
    name: 'vcenter.example.com',
    version: '8.0.3',
    apiVersion: '8.0.3.0',
    build: '24022515',
  };
  const vcenter: Vcenter = {
    schema,
    registry,
    clock,
    methods: new MethodTable(schema),
    sessions: new SessionStore(clock, []),
    authorization: roles,
    get tasks() {
      return tasks;
    },
    events: { post: () => undefined },
    about,
    reportBug: (error) => bugs.push(error),
    closing,
  };
  const tasks = new TaskStore(vcenter);
  return { vcenter, roles, users: new Map() };
}
