import { until } from './until';
import type { ViewHarness } from './view-harness';

/**
 * Opens the menu of a grid's first row and chooses the line with that label. Clarity moves the focus into an opened menu in a timer of its
 * own, and fails outside every spec when the menu has closed before; so the choice is made when the menu has the focus, as a user's is.
 */
export async function chooseInRowMenu<T>(view: ViewHarness<T>, label: string): Promise<void> {
  view.find('clr-dg-row .datagrid-action-toggle')?.click();
  await view.fixture.whenStable();
  const item = await until(`"${label}" in a menu that has the focus`, () => {
    const menu = document.querySelector('.datagrid-action-overflow');
    if (!menu?.contains(document.activeElement)) return null;
    return [...menu.querySelectorAll<HTMLElement>('.action-item')].find(
      (each) => each.textContent.trim() === label,
    );
  });
  item.click();
  await view.fixture.whenStable();
}
