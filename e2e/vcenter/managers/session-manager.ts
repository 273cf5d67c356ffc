import type { DataObject } from '../core/managed-object.ts';
import type { Call } from '../core/method-table.ts';
import type { Origin, Session } from '../core/session.ts';
import type { Vcenter } from '../core/vcenter.ts';
import { VimFault } from '../core/vim-fault.ts';
import { userKey } from '../core/user-name.ts';
import { SESSION_MANAGER } from '../core/well-known.ts';

/** Locales that vCenter's messages exist in, as a recorded vCenter lists them. */
const locales = ['en', 'de', 'es', 'fr', 'ja', 'ko', 'zh_CN', 'zh_TW'];

/** Adds the session manager and its methods. */
export function installSessionManager(vcenter: Vcenter): void {
  const { registry, sessions, methods } = vcenter;
  registry.put({
    ref: SESSION_MANAGER,
    properties: {
      defaultLocale: 'en',
      messageLocaleList: locales,
      supportedLocaleList: locales,
      message: '',
    },
    computed: {
      currentSession: ({ sessionKey }) => {
        const session = sessionKey === undefined ? undefined : sessions.byKey(sessionKey);
        return session === undefined ? undefined : userSession(session);
      },
      sessionList: () => sessions.list().map(userSession),
    },
  });
  methods.define('SessionManager', 'Login', login);
  methods.define('SessionManager', 'CloneSession', cloneSession);
  methods.define('SessionManager', 'AcquireCloneTicket', ({ session }) =>
    sessions.acquireCloneTicket(session),
  );
  methods.define('SessionManager', 'Logout', ({ session }) => {
    const { ipAddress, userAgent, callCount, loginTime, key: sessionId } = session;
    const event = { $type: 'UserLogoutSessionEvent', ipAddress, userAgent, callCount, sessionId };
    vcenter.events.post({ ...event, loginTime }, session);
    sessions.end(session);
  });
  methods.define('SessionManager', 'TerminateSession', terminate);
  methods.define('SessionManager', 'SessionIsActive', ({ args }) => {
    const session = sessions.byKey(args['sessionID'] as string);
    return session !== undefined && userKey(session.userName) === userKey(String(args['userName']));
  });
}

/** The `UserSession` of a session. */
export function userSession(session: Session): DataObject {
  return {
    key: session.key,
    userName: session.userName,
    fullName: session.fullName,
    loginTime: session.loginTime,
    lastActiveTime: session.lastActiveTime,
    locale: session.locale,
    messageLocale: session.locale,
    extensionSession: false,
    ipAddress: session.ipAddress,
    userAgent: session.userAgent,
    callCount: session.callCount,
  };
}

function login({ vcenter, caller, args }: Call): DataObject {
  // A second login on a live session is refused. vSphere API reference.
  if (caller.session !== undefined) throw new VimFault('InvalidLogin');
  const { userName, password, locale } = args;
  const origin: Origin = {
    ...caller,
    ...(typeof locale === 'string' ? { locale: checkedLocale(locale) } : {}),
  };
  const session = vcenter.sessions.login(userName as string, password as string, origin);
  caller.startSession(session);
  announce(vcenter, session);
  return userSession(session);
}

function cloneSession({ vcenter, caller, args }: Call): DataObject {
  if (caller.session !== undefined) throw new VimFault('InvalidLogin');
  const session = vcenter.sessions.clone(args['cloneTicket'] as string, caller);
  caller.startSession(session);
  announce(vcenter, session);
  return userSession(session);
}

function announce(vcenter: Vcenter, session: Session): void {
  const { ipAddress, userAgent, locale, key } = session;
  const event = { $type: 'UserLoginSessionEvent', ipAddress, userAgent, locale, sessionId: key };
  vcenter.events.post(event, session);
}

function checkedLocale(locale: string): string {
  const language = locale.split('_')[0] ?? '';
  if (locales.some((each) => each.startsWith(language)) && language !== '') return locale;
  throw new VimFault('InvalidLocale', {}, `The locale ${locale} is not supported.`);
}

function terminate({ vcenter, session, args }: Call): void {
  for (const key of args['sessionId'] as string[]) {
    const found = vcenter.sessions.byKey(key);
    if (found === undefined) throw new VimFault('NotFound');
    // A session cannot end itself in this way. vSphere API reference.
    if (found === session) throw new VimFault('InvalidArgument', { invalidProperty: 'sessionId' });
    vcenter.sessions.end(found);
  }
}
