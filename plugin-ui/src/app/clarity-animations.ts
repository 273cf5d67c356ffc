import type { EnvironmentProviders } from '@angular/core';
import { provideAnimationsAsync } from '@angular/platform-browser/animations/async';

/**
 * Clarity's datagrid and modal still use Angular's animation engine and do not render without it, so the provider stays until
 * Clarity no longer needs it. `still` leaves the movement out.
 */
export function provideClarityAnimations(
  mode: 'moving' | 'still' = 'moving',
): EnvironmentProviders {
  return provideAnimationsAsync(mode === 'moving' ? 'animations' : 'noop');
}
