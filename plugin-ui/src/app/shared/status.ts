/** How good or bad a state is; decides icon and colour, never the words. */
export type Tone = 'success' | 'warning' | 'danger' | 'info' | 'neutral' | 'progress';

export interface Status {
  readonly text: string;
  readonly tone: Tone;
}
