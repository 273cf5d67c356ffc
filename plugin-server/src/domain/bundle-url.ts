import type { Bundle } from './bundle.ts';
import type { Finding } from './finding.ts';

/** What came of fetching a bundle's own address, as vCenter would. */
export type BundleUrlState =
  | { readonly kind: 'served' }
  /** No connection: the address may still be good from where vCenter is. */
  | { readonly kind: 'unreachable'; readonly why: string }
  /** Something answers at the address, but not with this bundle, or not as this server. */
  | { readonly kind: 'wrong'; readonly why: string };

/** What the plan says of the address; null when it is good. Somebody else at the address is wrong for vCenter too, so it blocks. */
export function bundleUrlFinding(
  bundle: Pick<Bundle, 'id' | 'fileName'>,
  state: BundleUrlState,
): Omit<Finding, 'link'> | null {
  if (state.kind === 'served') return null;
  const isWrong = state.kind === 'wrong';
  return {
    code: 'bundleUrlUnreachable',
    severity: isWrong ? 'blocker' : 'warning',
    scope: { type: 'bundle', id: bundle.id, name: bundle.fileName },
    reason: isWrong
      ? `The address that vCenter fetches ${bundle.fileName} from does not lead to this server: ${state.why}.`
      : `This server cannot reach the address that vCenter fetches ${bundle.fileName} from: ${state.why}.`,
    remedy:
      'Set publicUrl to a name that vCenter and all hosts resolve, that the certificate names, and whose port the firewalls let through.',
  };
}
