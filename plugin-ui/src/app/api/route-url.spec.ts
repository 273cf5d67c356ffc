import { routeUrl } from './route-url';

describe('the address of a route', () => {
  it('has its parameters in place, escaped', () => {
    expect(routeUrl('/vcenters/:vcGuid/hosts/:hostId', { vcGuid: 'a', hostId: 'h/1' })).toBe(
      '/vcenters/a/hosts/h%2F1',
    );
  });

  it('is refused when a parameter is missing', () => {
    expect(() => routeUrl('/vcenters/:vcGuid', {})).toThrowError(/vcGuid/);
  });
});
