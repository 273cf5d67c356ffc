/** Keeps a menu that has just been drawn inside the window, and gives it the keyboard. */
export function placeMenu(element: Element | undefined): void {
  if (!(element instanceof HTMLElement)) return;
  requestAnimationFrame(() => {
    const box = element.getBoundingClientRect();
    const overflowX = box.right - window.innerWidth + 4;
    const overflowY = box.bottom - window.innerHeight + 4;
    if (element.classList.contains('submenu')) {
      element.classList.toggle('to-the-left', overflowX > 0);
      if (overflowY > 0) element.style.marginTop = `-${overflowY}px`;
      return;
    }
    if (overflowX > 0) element.style.left = `${Math.max(4, box.left - overflowX)}px`;
    if (overflowY > 0) element.style.top = `${Math.max(4, box.top - overflowY)}px`;
    if (!element.contains(document.activeElement)) itemsOf(element)[0]?.focus();
  });
}

/** Arrow keys, Home and End inside a menu; right opens a submenu, left goes back to the line that opened it. */
export function moveInMenu(event: KeyboardEvent): void {
  const current = event.target as HTMLElement;
  const menu = current.closest<HTMLElement>('[role=menu]');
  if (!menu) return;
  const items = itemsOf(menu);
  const index = items.indexOf(current);
  const targets: Record<string, HTMLElement | undefined> = {
    ArrowDown: items[(index + 1) % items.length],
    ArrowUp: items[(index - 1 + items.length) % items.length],
    Home: items[0],
    End: items.at(-1),
    ArrowLeft:
      menu.closest('.submenu-holder')?.querySelector<HTMLElement>('.has-submenu') ?? undefined,
  };
  if (event.key === 'ArrowRight' && current.classList.contains('has-submenu')) {
    event.preventDefault();
    openSubmenu(current);
    return;
  }
  if (!(event.key in targets)) return;
  event.preventDefault();
  targets[event.key]?.focus();
}

function openSubmenu(line: HTMLElement): void {
  line.click();
  requestAnimationFrame(() => {
    const submenu = line.parentElement?.querySelector<HTMLElement>('[role=menu]');
    if (submenu) itemsOf(submenu)[0]?.focus();
  });
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  const items = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
  return items.filter((item) => item.closest('[role=menu]') === menu);
}
