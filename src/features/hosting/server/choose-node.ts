import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Db } from "#app/platform/database.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { isSilent } from "./server-rows.ts";

const Candidate = z.object({
  id: z.string(),
  name: z.string(),
  enrolled: z.boolean(),
  drained: z.boolean(),
  nodeSeenAt: z.date().nullable(),
  /** What its machine has; null until its agent has said so. */
  memoryMiB: z.number().nullable(),
  allocatedMiB: z.number(),
  freePorts: z.number(),
});
type Candidate = z.output<typeof Candidate>;

const COLUMNS = sql`n.id, n.name, n."enrolledAt" is not null as enrolled, n."drainedAt" is not null as drained, n."lastSeenAt" as "nodeSeenAt",
  (n.facts->>'memoryMiB')::int as "memoryMiB",
  coalesce((select sum(s."memoryMiB") from servers s where s."nodeId" = n.id), 0)::int as "allocatedMiB",
  (n."portTo" - n."portFrom" + 1
    - (select count(*) from allocations a where a."nodeId" = n.id and a.port between n."portFrom" and n."portTo"))::int as "freePorts"`;

/** What a server needs of its node. */
export interface Need {
  memoryMiB: number;
  ports: number;
}

/**
 * The node that takes a server with these needs: the one asked for, else of those that can be heard the one with most memory not yet given away. Holds
 * its row until the transaction ends, so that two servers made at the same time do not both get the last of it.
 */
export async function chooseNode(
  db: Db,
  nodeId: string | null,
  need: Need,
  now: Date,
): Promise<{ id: string; name: string }> {
  if (nodeId !== null) return chosen(await held(db, nodeId), need);
  const candidates = await rows(
    db,
    Candidate,
    sql`select ${COLUMNS} from nodes n where n."enrolledAt" is not null and n."drainedAt" is null`,
  );
  candidates.sort(
    (a, b) => Number(isSilent(a, now)) - Number(isSilent(b, now)) || room(b) - room(a) || a.name.localeCompare(b.name),
  );
  for (const { id } of candidates) {
    const candidate = await held(db, id);
    if (!candidate || candidate.drained) continue;
    if (room(candidate) >= need.memoryMiB && candidate.freePorts >= need.ports) return candidate;
  }
  throw new AppError("conflict", "nodes.none");
}

/** Refuses to give a server more memory than its node has left; holds the node's row until the commit. */
export async function requireNodeMemory(db: Db, nodeId: string, moreMiB: number): Promise<void> {
  const node = await held(db, nodeId);
  if (node && moreMiB > 0 && room(node) < moreMiB)
    throw new AppError("conflict", "nodes.full", { node: node.name, room: Math.max(0, room(node)) });
}

async function held(db: Db, nodeId: string): Promise<Candidate | null> {
  // In a statement of its own: the next one then sees what whoever held it before has given away.
  await db.query(sql`select 1 as held from nodes where id = ${nodeId} for no key update`);
  return row(db, Candidate, sql`select ${COLUMNS} from nodes n where n.id = ${nodeId}`);
}

function chosen(node: Candidate | null, { memoryMiB }: Need): Candidate {
  if (!node) throw new AppError("not_found", "nodes.unknown");
  if (!node.enrolled) throw new AppError("conflict", "nodes.not_joined", { name: node.name });
  if (node.drained) throw new AppError("conflict", "nodes.drained", { name: node.name });
  if (room(node) < memoryMiB)
    throw new AppError("conflict", "nodes.full", { node: node.name, room: Math.max(0, room(node)) });
  return node;
}

function room({ memoryMiB, allocatedMiB }: Candidate): number {
  return memoryMiB === null ? Number.MAX_SAFE_INTEGER : memoryMiB - allocatedMiB;
}
