import { render } from 'lit';
import type { SessionView } from '../../protocol/shell-api.ts';
import { ApiClient } from './model/api-client.ts';
import { App } from './model/app.ts';
import { loginView } from './views/login-view.ts';
import type { LoginState } from './views/login-view.ts';
import { shellView } from './views/shell-view.ts';

const root = document.querySelector<HTMLElement>('#shell') ?? document.body;
const api = new ApiClient();

async function start(): Promise<void> {
  const session = await api.session();
  if (session) await showClient(session);
  else showLogin({ busy: false, error: undefined });
}

async function showClient(session: SessionView): Promise<void> {
  let scheduled = false;
  const draw = (): void => {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      render(shellView(app), root);
    });
  };
  const app = new App(session, draw);
  render('', root);
  await app.start();
}

function showLogin(state: LoginState): void {
  document.body.setAttribute('cds-theme', 'light');
  render(
    loginView(state, (userName, password) => void logIn(userName, password)),
    root,
  );
}

async function logIn(userName: string, password: string): Promise<void> {
  showLogin({ busy: true, error: undefined });
  try {
    await api.login(userName, password);
    await start();
  } catch (error) {
    // Expected: a wrong password.
    const message = error instanceof Error ? error.message : String(error);
    showLogin({ busy: false, error: message });
  }
}

void start();
