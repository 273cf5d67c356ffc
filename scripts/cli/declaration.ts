import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { ClusterNode } from '../../plugin-server/src/contract/cluster.ts';
import { planRequestSchema } from '../../plugin-server/src/contract/plan.ts';
import type { PlanRequest } from '../../plugin-server/src/contract/plan.ts';
import { CommandError, EXIT } from './exit-codes.ts';

const filter = z.enum(['latest', 'absent']);
const declarationSchema = z.strictObject({
  clusters: z
    .array(
      z.union(
        [
          z.strictObject({ name: z.string().min(1), filter }),
          z.strictObject({ id: z.string().min(1), filter }),
        ],
        { error: 'needs "name" or "id", and "filter", which is "latest" or "absent"' },
      ),
    )
    .min(1),
});

/** What the clusters shall be. */
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
export function toPlanRequest(
  declaration: Declaration,
  clusters: readonly Pick<ClusterNode, 'id' | 'name'>[],
): PlanRequest {
  const mistakes: string[] = [];
  const rows = declaration.clusters.flatMap((row) => {
    const found = clusters.filter(({ id, name }) =>
      'id' in row ? id === row.id : name === row.name,
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
  const request = planRequestSchema.safeParse({ clusters: rows });
  if (request.success) return request.data;
  const reasons = request.error.issues.map(({ message }) => message);
  throw new CommandError(EXIT.badInput, `The file cannot be planned: ${reasons.join('; ')}`);
}

function wrong(file: string, reason: string): CommandError {
  return new CommandError(
    EXIT.badInput,
    `${file === '-' ? 'The input' : file} cannot be used: ${reason}`,
  );
}
