import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { formText } from './form-text.ts';

export interface LoginState {
  readonly busy: boolean;
  readonly error: string | undefined;
}

/** The login page. */
export function loginView(
  state: LoginState,
  onLogin: (userName: string, password: string) => void,
): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    onLogin(formText(form, 'username'), formText(form, 'password'));
  };
  return html`<main class="login-page">
    <div class="login-brand" aria-hidden="true"><span>vSphere</span></div>
    <form class="login-form" @submit=${submit} novalidate>
      <h1>vSphere<span>Simulated vCenter Server</span></h1>
      <label for="username">User name</label>
      <input
        id="username"
        name="username"
        autocomplete="username"
        placeholder="example@domain.local"
        autofocus
      />
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" />
      ${state.error ? html`<p class="login-error" role="alert">${state.error}</p>` : nothing}
      <button class="btn btn-primary" type="submit" ?disabled=${state.busy}>Login</button>
    </form>
  </main>`;
}
