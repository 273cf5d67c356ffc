import type { Status } from './status';

/** A line of a list of facts; `status` gives the value an icon. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly status?: Status;
  /** Whether the value is meant for comparing letter by letter. */
  readonly isCode?: boolean;
}
