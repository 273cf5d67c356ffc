/** Whether something may be done; `reason` is one sentence for the user and null exactly when it is allowed. */
export interface Permission {
  readonly allowed: boolean;
  readonly reason: string | null;
}

export const ALLOWED: Permission = { allowed: true, reason: null };

/** @param reason one sentence: why not, naming the object */
export function denied(reason: string): Permission {
  return { allowed: false, reason };
}
