import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Permission } from "#app/lib/permissions.ts";
import type { Context } from "#app/operation/context.ts";
import { row, sql } from "#app/platform/sql.ts";
import { type Counter, tellable, tellableBy } from "../counters.ts";

const Pattern = z.object({ event: z.string(), pattern: z.string(), set: z.record(z.string(), z.string()).default({}) });
const Patterns = z.array(Pattern).catch([]);

const ServerRow = z.object({
  id: z.string(),
  communityId: z.string().nullable(),
  ownerId: z.string(),
  isRunning: z.boolean(),
  processStartedAt: z.date().nullable(),
  ownPatterns: Patterns,
  sharedPatterns: Patterns,
  /** Whether the game that speaks by the bridge is connected; null: none ever spoke. */
  connected: z.boolean().nullable(),
  tells: z.array(z.string()),
  version: z.string().nullable(),
  tickRate: z.number().nullable(),
  tick: z.number().nullable(),
  memoryMb: z.number().nullable(),
  cpuPercent: z.number().nullable(),
  gameStartedAt: z.date().nullable(),
  engineAt: z.date().nullable(),
  online: z.number(),
  onlineAt: z.date().nullable(),
  peakOnline: z.number(),
  peakAt: z.date().nullable(),
  players: z.number(),
  commands: z.number(),
  commandErrors: z.number(),
  told: z.array(z.string()),
  currency: z.string().nullable(),
  circulation: z.number().nullable(),
  economyAt: z.date().nullable(),
});

/** A server whose figures are asked for, and what its game can tell of. */
export type ReadableServer = z.output<typeof ServerRow> & { knows: ReadonlySet<Counter> };

/** Whether everybody may read figures: the owner's switch. */
export function isPublic({ db }: Pick<Context, "db">): Promise<boolean> {
  return setting(db, "public-statistics");
}

/** Refuses who is not signed in, while figures are not for everybody. */
export async function requireReader(context: Context): Promise<{ isOpen: boolean }> {
  const isOpen = await isPublic(context);
  if (!isOpen && context.actor.kind === "anonymous") throw new AppError("unauthenticated");
  if (!isOpen && context.actor.kind === "node") throw new AppError("not_found");
  return { isOpen };
}

/**
 * The server, for whoever may read its figures: everybody while they are public, else who may see its players. Throws `unauthenticated`, `not_found` or
 * `forbidden`.
 */
export async function readableServer(context: Context, serverId: string): Promise<ReadableServer> {
  const { isOpen } = await requireReader(context);
  const server = await serverToRead(context, serverId);
  if (!server) throw new AppError("not_found");
  if (!isOpen) requireOn(context, server, "players:read");
  return server;
}

/** What the actor must hold on a server: who does not even see it is told of none. */
function requireOn({ actor }: Context, server: ReadableServer, permission: Permission): void {
  const on = { serverId: server.id, communityId: server.communityId, ownerId: server.ownerId };
  if (may(actor, permission, on)) return;
  throw may(actor, "servers:read", on)
    ? new AppError("forbidden", "forbidden", { permission })
    : new AppError("not_found");
}

export async function serverToRead(
  { db, now }: Pick<Context, "db" | "now">,
  serverId: string,
): Promise<ReadableServer | null> {
  const heardSince = new Date(now.getTime() - 30_000);
  const found = await row(
    db,
    ServerRow,
    sql`select s.id, s."communityId", s."ownerId", s."processStartedAt",
          s.observed = 'running' and s."suspendedAt" is null and coalesce(n."lastSeenAt" > ${heardSince}, false) as "isRunning",
          s."blueprintDocument"->'console'->'events' as "ownPatterns", c.document->'console'->'events' as "sharedPatterns",
          b.connected and b."leaseUntil" > ${now} as connected, coalesce(b.tells, '{}') as tells,
          t.version, t."tickRate", t.tick, t."memoryMb", t."cpuPercent", t."gameStartedAt", t."engineAt",
          coalesce(t.online, 0) as online, t."onlineAt", coalesce(t."peakOnline", 0) as "peakOnline", t."peakAt", coalesce(t.players, 0) as players,
          coalesce(t.commands, 0) as commands, coalesce(t."commandErrors", 0) as "commandErrors", coalesce(t.told, '{}') as told,
          t.currency, t.circulation, t."economyAt"
        from servers s join nodes n on n.id = s."nodeId" left join console_patterns c on c.id = s."blueprintDocument"->'console'->>'uses'
          left join bridge_links b on b."serverId" = s.id left join statistic_servers t on t."serverId" = s.id
        where s.id = ${serverId} and s.desired <> 'deleted'`,
  );
  if (!found) return null;
  const knows = new Set<Counter>([
    ...tellable([...found.ownPatterns, ...found.sharedPatterns]),
    ...tellableBy(found.tells),
    ...(found.told as Counter[]),
  ]);
  return { ...found, knows };
}
