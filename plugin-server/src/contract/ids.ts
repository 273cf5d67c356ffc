import { z } from 'zod';

/** `about.instanceUuid` of a vCenter. */
export const vcGuidSchema = z.string().regex(/^[A-Fa-f0-9-]{8,64}$/);
/** Value of a managed object reference: `domain-c8`, `host-12`, `vm-42`. */
export const moidSchema = z.string().regex(/^[A-Za-z0-9_.-]{1,128}$/);
export const activityIdSchema = z.uuid();

export const vcenterParamsSchema = z.object({ vcGuid: vcGuidSchema });
export const clusterParamsSchema = vcenterParamsSchema.extend({ clusterId: moidSchema });
export const hostParamsSchema = vcenterParamsSchema.extend({ hostId: moidSchema });
export const vmParamsSchema = vcenterParamsSchema.extend({ vmId: moidSchema });
export const activityParamsSchema = vcenterParamsSchema.extend({ activityId: activityIdSchema });
