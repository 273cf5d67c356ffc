import type { ProblemRecord } from './activity.ts';
import { faultProblem } from './fault-catalogue.ts';

/** A fault of the whole operation as users read it; an unlisted one keeps vCenter's own words. */
export function operationProblem(faultType: string, message: string): ProblemRecord {
  return faultProblem('filterOperation', { type: faultType, message });
}
