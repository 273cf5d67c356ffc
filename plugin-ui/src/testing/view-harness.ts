import type { Type } from '@angular/core';
import type { ComponentFixture } from '@angular/core/testing';
import { TestBed } from '@angular/core/testing';
import { until } from './until';

/** What a user does with a view: reads, presses, ticks, types. */
export class ViewHarness<T> {
  readonly fixture: ComponentFixture<T>;
  readonly #root: HTMLElement;

  constructor(component: Type<T>, inputs: Readonly<Record<string, unknown>> = {}) {
    this.fixture = TestBed.createComponent(component);
    for (const [name, value] of Object.entries(inputs))
      this.fixture.componentRef.setInput(name, value);
    this.#root = this.fixture.nativeElement as HTMLElement;
    this.fixture.autoDetectChanges();
  }

  /** All words on the view, with single blanks. */
  text(within = ''): string {
    const element = within === '' ? this.#root : this.find(within);
    return (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  }

  find(selector: string): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(selector);
  }

  all(selector: string): HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>(selector)];
  }

  /** Waits until the words are on the view. */
  async sees(words: string): Promise<void> {
    await until(`"${words}" in "${this.text().slice(0, 600)}"`, () => this.text().includes(words));
  }

  async seesNoMore(words: string): Promise<void> {
    await until(`"${words}" to go`, () => !this.text().includes(words));
  }

  button(label: string): HTMLButtonElement {
    const found = this.#buttons(label)[0];
    if (!found) throw new Error(`There is no button "${label}" in "${this.text()}".`);
    return found;
  }

  hasButton(label: string): boolean {
    return this.#buttons(label).length > 0;
  }

  async press(label: string): Promise<void> {
    const button = this.button(label);
    if (button.disabled) throw new Error(`The button "${label}" is disabled.`);
    button.click();
    await this.fixture.whenStable();
  }

  async type(selector: string, value: string): Promise<void> {
    const input = this.find(selector);
    if (!(input instanceof HTMLInputElement)) throw new Error(`There is no input ${selector}.`);
    input.value = value;
    input.dispatchEvent(new Event('input'));
    await this.fixture.whenStable();
  }

  #buttons(label: string): HTMLButtonElement[] {
    return [...this.#root.querySelectorAll('button')].filter(
      (button) => isShown(button) && button.textContent.trim() === label,
    );
  }
}

function isShown(element: HTMLElement): boolean {
  return element.closest('[aria-hidden="true"]') === null;
}
