import express, { Router } from 'express';
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { VimFault } from '../../../vcenter/core/vim-fault.ts';
import type { Vcenter } from '../../../vcenter/core/vcenter.ts';
import type { SessionView } from '../../protocol/shell-api.ts';
import { InventoryReader } from './inventory-reader.ts';
import { inventoryRoutes } from './inventory-routes.ts';
import type { LiveStream } from './live-stream.ts';
import { MethodCaller } from './method-caller.ts';
import { recentTasks } from './recent-tasks.ts';
import type { ShellSession, ShellSessions } from './shell-sessions.ts';

const loginBody = z.strictObject({ userName: z.string().max(200), password: z.string().max(200) });

/** What the routes of a logged-in user have to hand. */
export interface ShellLocals {
  readonly shell: ShellSession;
  readonly reader: InventoryReader;
  readonly caller: MethodCaller;
}

export interface ShellServices {
  readonly vcenter: Vcenter;
  readonly sessions: ShellSessions;
  readonly live: LiveStream;
}

/** The data routes of the shell, below `/ui/api`. Without a session `/session` answers 204, and all but it and `/login` answer 401. */
export function shellRoutes(services: ShellServices, pluginRoutes: Router): Router {
  const { vcenter, sessions, live } = services;
  const router = Router();
  router.use((_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  router.use(express.json({ limit: '64kb' }));
  router.post('/login', loginHandler(sessions));
  router.get('/session', (request, response) => {
    const shell = sessions.of(request);
    if (!shell) response.status(204).end();
    else response.json(sessionView(vcenter, shell));
  });
  router.use(requireSession(services));
  router.post('/logout', (request, response) => {
    sessions.logout(request, response);
    response.status(204).end();
  });
  router.get('/tasks', (_request, response) => {
    response.json(recentTasks(vcenter, localsOf(response).reader));
  });
  router.get('/live', (request, response) => {
    live.open(request, response, localsOf(response).shell);
  });
  router.use(inventoryRoutes());
  router.use(pluginRoutes);
  router.use((_request, response) => void response.status(404).json({ message: 'Not found.' }));
  return router;
}

/** What `requireSession` left for a route. */
export function localsOf(response: Response): ShellLocals {
  return response.locals as ShellLocals;
}

function requireSession({ vcenter, sessions }: ShellServices) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const shell = sessions.of(request);
    if (!shell) {
      response.status(401).json({ message: 'Log in first.' });
      return;
    }
    response.locals['shell'] = shell;
    response.locals['caller'] = new MethodCaller(vcenter, shell.session);
    response.locals['reader'] = new InventoryReader(vcenter, shell.session.userName);
    next();
  };
}

function loginHandler(sessions: ShellSessions) {
  return (request: Request, response: Response): void => {
    const body = loginBody.safeParse(request.body);
    if (!body.success) {
      response.status(400).json({ message: 'A user name and a password are needed.' });
      return;
    }
    try {
      sessions.login(request, response, body.data);
      response.status(204).end();
    } catch (error) {
      // Expected: InvalidLogin; anything else is a fault of the simulation.
      if (!(error instanceof VimFault)) throw error;
      response.status(401).json({
        message: 'Unable to login because you entered an incorrect username or password.',
      });
    }
  };
}

function sessionView(vcenter: Vcenter, shell: ShellSession): SessionView {
  const { about } = vcenter;
  return {
    userName: shell.session.userName,
    vcenterName: about.name,
    vcenterGuid: about.instanceUuid,
    vcenterVersion: about.version,
    vcenterBuild: about.build,
    clientVersion: about.version,
    root: new InventoryReader(vcenter, shell.session.userName).root(),
  };
}
