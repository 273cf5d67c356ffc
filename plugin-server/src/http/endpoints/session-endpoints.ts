import { vcenterParamsSchema } from '../../contract/ids.ts';
import { routes } from '../../contract/routes.ts';
import { sessionSchema } from '../../contract/session.ts';
import type { Session } from '../../contract/session.ts';
import type { Vcenters } from '../../ports/vcenter.ts';
import { endpoint } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';

/** Facts about the caller and the server itself; they name nothing of the vCenter's inventory. */
export function sessionEndpoints(parts: {
  readonly vcenters: Vcenters;
  readonly serverVersion: string;
  readonly policySettings: NonNullable<Session['policySettings']>;
}): readonly Endpoint[] {
  const { vcenters, serverVersion, policySettings } = parts;
  return [
    endpoint({
      method: 'get',
      status: 200,
      path: routes.session,
      operationId: 'readSession',
      summary: 'Whom the server takes the caller for, and what it runs on',
      problems: [],
      params: vcenterParamsSchema,
      response: sessionSchema,
      handle: async ({ user }) => {
        const { vcGuid, name, apiVersion, serviceAccount } = await vcenters.connect(user.vcGuid);
        const vcenter = { vcGuid, name, version: apiVersion };
        const { userName, fullName } = user;
        const server = { serviceAccount, serverVersion, policySettings };
        return { body: { userName, fullName, vcenter, ...server } };
      },
    }),
  ];
}
