import * as z from "zod";
import { newId } from "#app/lib/id.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { serverStateChanged, serverSuspended, serverUnsuspended } from "../events.ts";
import { ObservedReason, ObservedState } from "../schema.ts";
import { SuspensionKind } from "../suspension.ts";

type Acting = Pick<Context, "db" | "now" | "actor" | "emit">;

const Held = z.object({
  id: z.string(),
  name: z.string(),
  observed: ObservedState,
  observedReason: ObservedReason.nullable(),
  observedDetail: z.string().nullable(),
  suspendedAt: z.date().nullable(),
});

/** The rows of these servers, held until the commit and always in one order, so that two who suspend and lift at once do so one after the other. */
function hold(db: Sql, serverIds: readonly string[]): Promise<z.output<typeof Held>[]> {
  return rows(
    db,
    Held,
    sql`select id, name, observed, "observedReason", "observedDetail", "suspendedAt" from servers
        where id = any(${[...serverIds]}::text[]) and desired <> 'deleted' order by id for no key update`,
  );
}

const One = z.object({ serverId: z.string() });

/**
 * Suspends servers for one reason, in the caller's transaction: they are stopped, and nobody starts them until no reason is left. What is suspended for this
 * reason already stays as it is. Gives the ids of those that were not.
 */
export async function suspendServers(
  { db, now, actor, emit }: Acting,
  serverIds: readonly string[],
  { kind, note = null }: { kind: SuspensionKind; note?: string | null },
): Promise<string[]> {
  if (serverIds.length === 0) return [];
  const held = await hold(db, serverIds);
  const wanted = held.map(({ id }) => ({ id: newId("ssp", now.getTime()), serverId: id }));
  const made = await rows(
    db,
    One,
    sql`insert into server_suspensions (id, "serverId", kind, note, at, "byId", "byLabel")
        select w.id, w."serverId", ${kind}, ${note}::text, ${now}::timestamptz, ${actor.userId}::text, ${actor.label}
        from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(id text, "serverId" text)
        on conflict ("serverId", kind) where "liftedAt" is null do nothing returning "serverId"`,
  );
  const suspended = new Set(made.map(({ serverId }) => serverId));
  await db.execute(sql`
    update servers set "suspendedAt" = ${now}, resumes = desired = 'running', desired = 'offline', generation = generation + 1, "updatedAt" = ${now}
    where id = any(${[...suspended]}::text[]) and "suspendedAt" is null`);
  for (const server of held) {
    if (!suspended.has(server.id)) continue;
    emit(serverSuspended, { serverId: server.id, name: server.name, kind, note });
    if (server.suspendedAt === null)
      emit(serverStateChanged, {
        serverId: server.id,
        name: server.name,
        state: "suspended",
        reason: null,
        detail: null,
        since: iso(now),
      });
  }
  return [...suspended];
}

const Left = z.object({ serverId: z.string(), kinds: z.array(SuspensionKind) });

/**
 * Takes one reason away, in the caller's transaction. A server that is suspended for no other can be started again, and is where it ran when it was suspended. Of
 * one that is not suspended for this reason nothing changes. Gives the ids of those that were.
 */
export async function liftSuspensions(
  { db, now, actor, emit }: Acting,
  serverIds: readonly string[],
  kind: SuspensionKind,
): Promise<string[]> {
  if (serverIds.length === 0) return [];
  const held = await hold(db, serverIds);
  const lifted = await rows(
    db,
    One,
    sql`update server_suspensions set "liftedAt" = ${now}, "liftedById" = ${actor.userId}, "liftedByLabel" = ${actor.label}
        where "serverId" = any(${held.map(({ id }) => id)}::text[]) and kind = ${kind} and "liftedAt" is null returning "serverId"`,
  );
  if (lifted.length === 0) return [];
  const ids = lifted.map(({ serverId }) => serverId);
  const left = await rows(
    db,
    Left,
    sql`select w.id as "serverId", array(select s.kind from server_suspensions s where s."serverId" = w.id and s."liftedAt" is null order by s.at, s.id) as kinds
        from unnest(${ids}::text[]) as w(id)`,
  );
  const kinds = new Map(left.map((each) => [each.serverId, each.kinds]));
  const free = ids.filter((id) => kinds.get(id)?.length === 0);
  await db.execute(sql`
    update servers set "suspendedAt" = null, resumes = false, generation = generation + 1, "updatedAt" = ${now},
      desired = case when resumes then 'running' else desired end,
      "startGeneration" = case when resumes then generation + 1 else "startGeneration" end
    where id = any(${free}::text[])`);
  for (const server of held) {
    const left = kinds.get(server.id);
    if (!left) continue;
    emit(serverUnsuspended, { serverId: server.id, name: server.name, kind, left });
    if (left.length === 0)
      emit(serverStateChanged, {
        serverId: server.id,
        name: server.name,
        state: server.observed,
        reason: server.observedReason,
        detail: server.observedDetail,
        since: iso(now),
      });
  }
  return ids;
}
