import type { EnvironmentProviders } from '@angular/core';
import * as animationEngine from '@angular/platform-browser/animations/async';

/**
 * The one call that we need of Angular's animation engine. Angular means to replace the engine by plain CSS and marks it as
 * deprecated; Clarity's datagrid and modal are still built on it and render nothing without it.
 */
interface AnimationEngine {
  provideAnimationsAsync(type: 'animations' | 'noop'): EnvironmentProviders;
}

const engine: AnimationEngine = animationEngine;

/** Animations for Clarity; `still` leaves the movement out. */
export function provideClarityAnimations(
  mode: 'moving' | 'still' = 'moving',
): EnvironmentProviders {
  return engine.provideAnimationsAsync(mode === 'moving' ? 'animations' : 'noop');
}
