/**
 * Fills the parameters of one of the contract's routes: `routeUrl('/vcenters/:vcGuid/hosts/:hostId', {vcGuid, hostId})`.
 * Throws when one is missing.
 */
export function routeUrl(route: string, parameters: Readonly<Record<string, string>>): string {
  return route.replace(/:(\w+)/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`The route ${route} needs the parameter ${name}.`);
    return encodeURIComponent(value);
  });
}
