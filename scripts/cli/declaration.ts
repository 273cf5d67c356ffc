import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { ClusterNode } from '../../plugin-server/src/contract/cluster.ts';
import { planRequestSchema } from '../../plugin-server/src/contract/plan.ts';
import type { PlanRequest, VmWish } from '../../plugin-server/src/contract/plan.ts';
import type { VmRow } from '../../plugin-server/src/contract/virtual-machine.ts';
import { CommandError, EXIT } from './exit-codes.ts';

const filter = z.enum(['latest', 'absent']);
const policy = z.enum(['filter', 'default']);
const name = z.string().min(1).max(256);
const CLUSTER = 'needs "name" or "id", and "filter", which is "latest" or "absent"';
const MACHINE = 'needs "name" or "id", and "policy", which is "filter" or "default"';

const declarationSchema = z
  .strictObject({
    clusters: z
      .array(
        z.union([z.strictObject({ name, filter }), z.strictObject({ id: name, filter })], {
          error: CLUSTER,
        }),
      )
      .default([]),
    virtualMachines: z
      .array(
        z.union([z.strictObject({ name, policy }), z.strictObject({ id: name, policy })], {
          error: MACHINE,
        }),
      )
      .default([]),
  })
  .refine(({ clusters, virtualMachines }) => clusters.length + virtualMachines.length > 0, {
    path: ['clusters'],
    error: 'the file names neither a cluster nor a virtual machine',
  });

/** What clusters, and the disks of virtual machines, shall be. */
export type Declaration = z.infer<typeof declarationSchema>;

/** Reads the declarative file; `-` is standard input. Throws CommandError `badInput` with every mistake. */
export async function readDeclaration(file: string): Promise<Declaration> {
  let content: unknown;
  try {
    content = JSON.parse(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'));
  } catch (error) {
    // Expected: no such file, or no JSON.
    throw wrong(file, error instanceof Error ? error.message : String(error));
  }
  const parsed = declarationSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw wrong(
    file,
    parsed.error.issues
      .map(({ path, message }) => `${path.map(String).join('.') || 'file'}: ${message}`)
      .join('; '),
  );
}

/** Finds the clusters that a declaration names. Throws CommandError `badInput` for names that are unknown or ambiguous, all at once. */
export function clusterWishes(
  declaration: Pick<Declaration, 'clusters'>,
  clusters: readonly Pick<ClusterNode, 'id' | 'name'>[],
): PlanRequest['clusters'] {
  const mistakes: string[] = [];
  const rows = declaration.clusters.flatMap((row) => {
    const found = clusters.filter(({ id, name: clusterName }) =>
      'id' in row ? id === row.id : clusterName === row.name,
    );
    const label = 'id' in row ? row.id : `"${row.name}"`;
    const [cluster] = found;
    if (cluster === undefined)
      mistakes.push(`There is no cluster ${label}, or you may not see it.`);
    if (found.length > 1)
      mistakes.push(
        `${found.length} clusters are named ${label}; name them by id: ${found.map(({ id }) => id).join(', ')}.`,
      );
    const desired = row.filter === 'latest' ? 'installed' : 'absent';
    return cluster === undefined ? [] : [{ clusterId: cluster.id, desired } as const];
  });
  if (mistakes.length > 0) throw new CommandError(EXIT.badInput, mistakes.join(' '));
  return rows;
}

/** The wishes of a declaration's machines; `rows` are those that were found for them, in the same order. */
export function machineWishes(
  { virtualMachines }: Pick<Declaration, 'virtualMachines'>,
  rows: readonly Pick<VmRow, 'id'>[],
): readonly VmWish[] {
  return rows.map(({ id }, index) => ({
    vmId: id,
    desired: virtualMachines[index]?.policy === 'default' ? 'unassigned' : 'assigned',
  }));
}

/** Checks a request as the server does. Throws CommandError `badInput`. */
export function checkedRequest(input: PlanRequest): PlanRequest {
  const request = planRequestSchema.safeParse(input);
  if (request.success) return request.data;
  const reasons = request.error.issues.map(({ message }) => message);
  throw new CommandError(EXIT.badInput, `That cannot be planned: ${reasons.join('; ')}`);
}

function wrong(file: string, reason: string): CommandError {
  return new CommandError(
    EXIT.badInput,
    `${file === '-' ? 'The input' : file} cannot be used: ${reason}`,
  );
}
