import * as z from "zod";
import { DAY } from "#app/lib/duration.ts";
import { iso } from "#app/lib/time.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { killChanged, killRecorded, userStatsUpdated } from "../../events.ts";
import { KillRow, selectKills } from "../reading/kill-rows.ts";
import type { Recorded } from "./record-kills.ts";

/** What happened longer ago is no news: an archive that somebody imports is in the figures, and floods nobody's channel. */
const NEWS_MS = DAY;

/** What everybody is told who follows kills: nobody is named in it who shows their kills to few, whoever told of it. */
export function eventOf(kill: KillRow, communityId: string | null) {
  const { killerIsShy, victimIsShy } = kill;
  return {
    killId: kill.id,
    game: kill.game,
    at: iso(kill.at),
    kind: kill.kind,
    killerId: killerIsShy ? null : kill.killerId,
    killerUserId: killerIsShy ? null : kill.killerOpenUserId,
    killerName: killerIsShy ? null : kill.killerName,
    victimId: victimIsShy ? null : kill.victimId,
    victimUserId: victimIsShy ? null : kill.victimOpenUserId,
    victimName: victimIsShy ? null : kill.victimName,
    weapon: kill.weapon,
    place: kill.place,
    evidence: kill.evidence,
    confirmations: kill.confirmations,
    serverId: kill.serverId,
    communityId,
  };
}

type Teller = Pick<Context, "db" | "now" | "emit">;

/**
 * Tells followers what became of kills that were told: of new ones in each community that they were told in (where in none, once), of ones that another has
 * confirmed, and of users whose figures moved. What is not public yet is told of when it is. `communityIds` are those that a telling brought, where it is not all
 * of the kill's; `known`: the kills as they are after it, where they were read already.
 */
export async function tellKills(
  context: Teller,
  recorded: readonly Pick<Recorded, "num" | "outcome">[],
  communityIds: readonly (string | null)[] = [],
  known?: ReadonlyMap<unknown, KillRow>,
): Promise<void> {
  const { db, now, emit } = context;
  const outcomes = new Map<number, { outcome: Recorded["outcome"]; brought: Set<string> }>();
  for (const [index, { num, outcome }] of recorded.entries()) {
    if (outcome === "repeated") continue;
    const known = outcomes.get(num) ?? { outcome, brought: new Set<string>() };
    const communityId = communityIds[index];
    if (communityId) known.brought.add(communityId);
    outcomes.set(num, known);
  }
  if (outcomes.size === 0) return;
  const of = known ? [...known.values()] : await killsOf(db, [...outcomes.keys()]);
  const found = of
    .filter(({ num, isPublished, state }) => outcomes.has(num) && isPublished && state !== "retracted")
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.num - b.num);
  for (const kill of found) {
    if (now.getTime() - kill.at.getTime() > NEWS_MS) continue;
    const { outcome, brought } = outcomes.get(kill.num)!;
    if (outcome === "recorded") {
      const places = kill.communityIds.length > 0 ? kill.communityIds : [null];
      for (const communityId of places) emit(killRecorded, eventOf(kill, communityId));
    } else {
      const places = brought.size > 0 ? brought : [kill.communityIds[0] ?? null];
      for (const communityId of places)
        emit(killChanged, {
          killId: kill.id,
          state: kill.state,
          change: "confirmed",
          serverId: kill.serverId,
          communityId,
        });
    }
  }
  await tellFigures(context, found);
}

async function killsOf(db: Sql, nums: readonly number[]): Promise<KillRow[]> {
  return await rows(db, KillRow, sql`${selectKills(SYSTEM)} where k.num = any(${[...nums]}::bigint[])`);
}

const Figures = z.object({
  userId: z.string(),
  isShy: z.boolean(),
  playerId: z.string(),
  playerName: z.string(),
  game: z.string(),
  kills: z.number(),
  deaths: z.number(),
  pvpKills: z.number(),
  pvpDeaths: z.number(),
  pveKills: z.number(),
  bestStreak: z.number(),
});

/** Tells users how their figures stand after these kills, once each. */
export async function tellFigures(
  { db, emit }: Teller,
  kills: readonly Pick<KillRow, "game" | "killerId" | "victimId">[],
): Promise<void> {
  const pairs = new Map<string, { game: string; id: string }>();
  for (const { game, killerId, victimId } of kills)
    for (const id of [killerId, victimId]) if (id !== null) pairs.set(`${game}\n${id}`, { game, id });
  const touched = [...pairs.values()];
  if (touched.length === 0) return;
  const figures = await rows(
    db,
    Figures,
    sql`select u.id as "userId", u."privacyLevel" <> 'PUBLIC' as "isShy", t."playerId", pl.name as "playerName", t.game, t.kills, t.deaths, t."pvpKills", t."pvpDeaths", t."pveKills", t."bestStreak"
        from unnest(${touched.map(({ game }) => game)}::text[], ${touched.map(({ id }) => id)}::text[]) as p(game, id)
        join players pl on pl.id = p.id join users u on u.id = pl."userId"
        join kill_tallies t on t.game = p.game and t.scope = 'all' and t.period = 'all' and t."playerId" = p.id
        order by u.id, t.game, t."playerId"`,
  );
  for (const { isShy, ...payload } of figures) {
    // A permission on what is one's own: of others nobody is told.
    emit(isShy ? { ...userStatsUpdated, permission: "profile:read" as const } : userStatsUpdated, payload);
  }
}
