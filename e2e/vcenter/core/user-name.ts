/**
 * A user's name as vCenter writes it: `operator@vsphere.local` and `vsphere.local\operator` both become `VSPHERE.LOCAL\operator`. A name without a domain stays
 * as it is.
 */
export function canonicalUserName(name: string): string {
  const backslash = name.indexOf('\\');
  if (backslash >= 0) {
    return `${name.slice(0, backslash).toUpperCase()}\\${name.slice(backslash + 1)}`;
  }
  const at = name.lastIndexOf('@');
  return at < 0 ? name : `${name.slice(at + 1).toUpperCase()}\\${name.slice(0, at)}`;
}

/** The key under which a user is found: vCenter's user names are not case-sensitive. */
export function userKey(name: string): string {
  return canonicalUserName(name).toLowerCase();
}
