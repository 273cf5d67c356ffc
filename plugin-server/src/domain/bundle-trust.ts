import type { Finding } from './finding.ts';
import { compareProductVersions } from './version.ts';

/**
 * How vCenter comes to trust what it fetches from us: `pinned` sends our certificate along with the request, `trustedRoot` relies on the
 * roots that vCenter trusts, `plainHttp` goes without TLS.
 */
export type BundleTrustRoute = 'pinned' | 'trustedRoot' | 'plainHttp';

/** First API version whose IoFilterManager takes a certificate to pin (vSphere API reference, IoFilterManagerSslTrust). */
const FIRST_WITH_PINNING = '8.0.3';

/**
 * The route for a vCenter of that API version (`8.0.3.0`). Below 8.0.3 plain HTTP goes first when the administrator switched it on: that
 * is the only reason to switch it on.
 */
export function bundleTrustRoute(apiVersion: string, offersHttp: boolean): BundleTrustRoute {
  if (compareProductVersions(apiVersion, FIRST_WITH_PINNING) >= 0) return 'pinned';
  return offersHttp ? 'plainHttp' : 'trustedRoot';
}

/** The scheme of the address that vCenter is given on that route. */
export function schemeOf(route: BundleTrustRoute): 'https' | 'http' {
  return route === 'plainHttp' ? 'http' : 'https';
}

type Words = Pick<Finding, 'code' | 'severity' | 'reason' | 'remedy'>;

/** What the plan says of the route. */
export function bundleTrustFinding(
  route: BundleTrustRoute,
  vcenter: { readonly vcGuid: string; readonly name: string; readonly apiVersion: string },
): Omit<Finding, 'link'> {
  const scope = { type: 'vCenter', id: vcenter.vcGuid, name: vcenter.name } as const;
  return { scope, ...wordsFor(route, `${vcenter.name} (API ${vcenter.apiVersion})`) };
}

function wordsFor(route: BundleTrustRoute, vcenter: string): Words {
  switch (route) {
    case 'pinned':
      return {
        code: 'bundleTrustPinned',
        severity: 'info',
        reason: `${vcenter} fetches the bundle over HTTPS and accepts no certificate but this server's.`,
        remedy: '',
      };
    case 'trustedRoot':
      return {
        code: 'bundleTrustRoot',
        severity: 'warning',
        reason: `${vcenter} cannot be told which certificate to accept, so it must trust the authority of this server's certificate.`,
        remedy:
          'Add the authority to the trusted root certificates of vCenter, use a certificate that it trusts already, or switch on bundleHttp in the settings of this server.',
      };
    case 'plainHttp':
      return {
        code: 'bundleHttp',
        severity: 'warning',
        reason: `${vcenter} fetches the bundle over plain HTTP, which somebody in between could change.`,
        remedy:
          "Update vCenter to 8.0 Update 3, or let it trust the authority of this server's certificate and switch bundleHttp off.",
      };
  }
}
