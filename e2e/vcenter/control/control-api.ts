import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import * as z from 'zod';
import { VimFault } from '../core/vim-fault.ts';
import type { Control } from './control.ts';
import { failingOperations } from '../filters/injected-issues.ts';
import { faultRuleSchema } from './fault-rules.ts';
import { drsLevels } from './vm-controls.ts';

const bodies = {
  expire: z.strictObject({ userName: z.string().optional() }).prefault({}),
  clock: z.strictObject({ factor: z.number().positive() }),
  uiToken: z.strictObject({ userName: z.string(), password: z.string() }),
  restart: z.strictObject({ downMs: z.int().min(0).default(0) }).prefault({}),
  move: z.strictObject({ host: z.string() }),
  moveHost: z.strictObject({ cluster: z.string() }),
  power: z.strictObject({ state: z.enum(['poweredOn', 'poweredOff']) }),
  drs: z.strictObject({ level: z.enum(drsLevels) }),
  root: z.strictObject({ pem: z.string().includes('BEGIN CERTIFICATE') }),
  newHost: z.strictObject({ name: z.string().min(1).optional() }).prefault({}),
  hostIssue: z.strictObject({
    host: z.string(),
    operation: z.enum(failingOperations),
    fault: z.strictObject({
      type: z.string(),
      message: z.string(),
      members: z.record(z.string(), z.unknown()).default({}),
    }),
    times: z.int().min(1).optional(),
  }),
};

/** The control API: plain JSON over HTTP, for tests and people on the same machine. */
export function controlApi(control: Control): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(refuseStrangers, express.json());
  callRoutes(app, control);
  sessionRoutes(app, control);
  hostRoutes(app, control);
  vmRoutes(app, control);
  app.use(answerError);
  return app;
}

/** A page in a browser must not reach the controls by a name that leads here: only loopback names are served. */
function refuseStrangers(request: Request, response: Response, next: NextFunction): void {
  const isLocal = ['localhost', '127.0.0.1', '[::1]', '::1'].includes(request.hostname);
  if (isLocal && request.get('Origin') === undefined) next();
  else response.status(403).json({ error: 'Only for programs on this machine.' });
}

function callRoutes(app: Express, control: Control): void {
  app.get('/calls', (request, response) => {
    const { method } = request.query;
    response.json(control.calls(typeof method === 'string' ? method : undefined));
  });
  app.delete('/calls', (_request, response) => {
    control.clearCalls();
    response.status(204).end();
  });
  app.get('/faults', (_request, response) => void response.json(control.faults()));
  app.post('/faults', (request, response) => {
    response.status(201).json(control.addFault(faultRuleSchema.parse(request.body)));
  });
  app.delete('/faults', (_request, response) => {
    control.clearFaults();
    response.status(204).end();
  });
  app.delete('/faults/:id', (request, response) => {
    response.status(control.removeFault(request.params.id) ? 204 : 404).end();
  });
}

function sessionRoutes(app: Express, control: Control): void {
  app.get('/state', (_request, response) => void response.json(control.state()));
  app.post('/sessions/expire', (request, response) => {
    const { userName } = bodies.expire.parse(request.body);
    response.json({ ended: control.expireSessions(userName) });
  });
  app.put('/clock', (request, response) => {
    control.setClockFactor(bodies.clock.parse(request.body).factor);
    response.status(204).end();
  });
  app.post('/ui-tokens', (request, response) => {
    const { userName, password } = bodies.uiToken.parse(request.body);
    response.status(201).json({ token: control.issueUiToken(userName, password) });
  });
  app.post('/restart', async (request, response) => {
    await control.restart(bodies.restart.parse(request.body).downMs);
    response.status(204).end();
  });
}

function hostRoutes(app: Express, control: Control): void {
  app.post('/hosts/:id/disconnect', (request, response) => {
    control.disconnectHost(request.params.id);
    response.status(204).end();
  });
  app.post('/hosts/:id/reconnect', (request, response) => {
    control.reconnectHost(request.params.id);
    response.status(204).end();
  });
  app.delete('/hosts/:id', (request, response) => {
    control.removeHost(request.params.id);
    response.status(204).end();
  });
  app.post('/clusters/:id/hosts', (request, response) => {
    const { name } = bodies.newHost.parse(request.body);
    const host = control.addHost(request.params.id, name === undefined ? {} : { name });
    response.status(201).json({ host: host.value });
  });
  app.post('/host-issues', (request, response) => {
    const { times, ...rule } = bodies.hostIssue.parse(request.body);
    control.addHostIssue(times === undefined ? rule : { ...rule, times });
    response.status(204).end();
  });
  app.delete('/host-issues', (_request, response) => {
    control.clearHostIssues();
    response.status(204).end();
  });
}

function vmRoutes(app: Express, control: Control): void {
  app.post('/vms/:id/move', (request, response) => {
    control.moveVm(request.params.id, bodies.move.parse(request.body).host);
    response.status(204).end();
  });
  app.post('/vms/:id/power', (request, response) => {
    control.setVmPower(request.params.id, bodies.power.parse(request.body).state);
    response.status(204).end();
  });
  app.put('/clusters/:id/drs', (request, response) => {
    control.setDrs(request.params.id, bodies.drs.parse(request.body).level);
    response.status(204).end();
  });
  app.post('/hosts/:id/move', (request, response) => {
    control.moveHost(request.params.id, bodies.moveHost.parse(request.body).cluster);
    response.status(204).end();
  });
  app.post('/hosts/:id/reboot', (request, response) => {
    control.rebootHost(request.params.id);
    response.status(204).end();
  });
  app.post('/trusted-roots', (request, response) => {
    control.trustRoot(bodies.root.parse(request.body).pem);
    response.status(204).end();
  });
}

/** Express knows an error handler by its four parameters. */
function answerError(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  const wrongLogin = error instanceof VimFault && error.type === 'InvalidLogin';
  response.status(wrongLogin ? 401 : 400).json({ error: message });
}
