const focusable = 'button:not([disabled]), input, select, a[href], iframe';

/** Gives the keyboard to a dialog that has just been drawn. */
export function focusFirst(element: Element | undefined): void {
  if (!(element instanceof HTMLElement)) return;
  requestAnimationFrame(() => {
    if (!element.contains(document.activeElement)) element.focus();
  });
}

/** Tab stays inside the dialog. Inside a plug-in's page the browser moves the focus; at its end it comes back to the dialog's own buttons. */
export function keepFocus(event: KeyboardEvent): void {
  if (event.key !== 'Tab') return;
  const dialog = (event.currentTarget as HTMLElement).querySelector('[role=dialog]');
  const stops = [...(dialog?.querySelectorAll<HTMLElement>(focusable) ?? [])];
  const first = stops[0];
  const last = stops.at(-1);
  const active = document.activeElement;
  if (event.shiftKey && (active === first || active === dialog)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && active === last) {
    event.preventDefault();
    first?.focus();
  }
}
