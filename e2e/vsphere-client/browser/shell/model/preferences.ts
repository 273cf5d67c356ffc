import type { DateTimeFormat } from '../../../protocol/sdk-protocol.ts';

export type ThemeName = 'light' | 'dark';

/** The locales that the client offers; its own texts are English in all of them, plug-ins get theirs. */
export const locales = [
  'en-US',
  'de-DE',
  'es-ES',
  'fr-FR',
  'it-IT',
  'ja-JP',
  'ko-KR',
  'zh-CN',
  'zh-TW',
] as const;

/** What a user chose in this browser; kept over logins. */
export class Preferences {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  get theme(): ThemeName {
    return this.#storage.getItem('client.theme') === 'dark' ? 'dark' : 'light';
  }

  set theme(name: ThemeName) {
    this.#storage.setItem('client.theme', name);
  }

  get locale(): string {
    const stored = this.#storage.getItem('client.locale');
    return locales.find((locale) => locale === stored) ?? 'en-US';
  }

  set locale(locale: string) {
    this.#storage.setItem('client.locale', locale);
  }

  get hour12(): boolean {
    return this.#storage.getItem('client.clock') !== '24';
  }

  set hour12(value: boolean) {
    this.#storage.setItem('client.clock', value ? '12' : '24');
  }

  get dateTimeFormat(): DateTimeFormat {
    return { locale: this.locale, hour12: this.hour12 };
  }

  get tasksOpen(): boolean {
    return this.#storage.getItem('client.tasks') !== 'closed';
  }

  set tasksOpen(value: boolean) {
    this.#storage.setItem('client.tasks', value ? 'open' : 'closed');
  }
}
