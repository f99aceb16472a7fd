import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Db } from "#app/platform/database.ts";
import { rows, sql } from "#app/platform/sql.ts";

const Candidate = z.object({
  id: z.string(),
  name: z.string(),
  drained: z.boolean(),
  /** What its machine has; null until its agent has said so. */
  memoryMiB: z.number().nullable(),
  allocatedMiB: z.number(),
});

/** The node that takes a server of so much memory: the one asked for, else the one with most memory not yet given away. */
export async function chooseNode(
  db: Db,
  nodeId: string | null,
  memoryMiB: number,
): Promise<{ id: string; name: string }> {
  const candidates = await rows(
    db,
    Candidate,
    sql`select n.id, n.name, n."drainedAt" is not null as drained, (n.facts->>'memoryMiB')::int as "memoryMiB",
          coalesce((select sum(s."memoryMiB") from servers s where s."nodeId" = n.id), 0)::int as "allocatedMiB"
        from nodes n where n."enrolledAt" is not null and (${nodeId}::text is null or n.id = ${nodeId})`,
  );
  const [only] = candidates;
  if (nodeId !== null) {
    if (!only) throw new AppError("not_found");
    if (only.drained) throw new AppError("conflict", "nodes.drained", { name: only.name });
    if (room(only) < memoryMiB)
      throw new AppError("conflict", "nodes.full", { node: only.name, room: Math.max(0, room(only)) });
    return only;
  }
  const best = candidates
    .filter((node) => !node.drained && room(node) >= memoryMiB)
    .sort((a, b) => room(b) - room(a))[0];
  if (!best) throw new AppError("conflict", "nodes.none");
  return best;
}

function room({ memoryMiB, allocatedMiB }: z.output<typeof Candidate>): number {
  return memoryMiB === null ? Number.MAX_SAFE_INTEGER : memoryMiB - allocatedMiB;
}
