import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { rows, type SqlText, sql } from "#app/platform/sql.ts";
import type { Kill } from "../../schema.ts";
import { KILL_EVIDENCE, KILL_KINDS, KILL_METHODS, KILL_SOURCES, PARTY_TYPES } from "../../told-kill.ts";
import {
  communitiesShown,
  hidden,
  PARTIES,
  PARTIES_OF_FEW,
  SHY,
  tookPart,
  usersOf,
  visibleKills,
} from "./seen-kills.ts";
import { newestOf, type Stretch, type Walk } from "./walks.ts";

export const KillRow = z.object({
  num: z.number(),
  id: z.string(),
  game: z.string(),
  at: z.date(),
  publicAt: z.date(),
  /** Whether it is in the figures and was told of. */
  isPublished: z.boolean(),
  kind: z.enum(KILL_KINDS),
  method: z.enum(KILL_METHODS),
  evidence: z.enum(KILL_EVIDENCE),
  source: z.enum(KILL_SOURCES),
  confirmations: z.number(),
  confirmed: z.boolean(),
  state: z.enum(["counted", "disputed", "retracted"]),
  killerId: z.string().nullable(),
  killerName: z.string().nullable(),
  killerType: z.enum(PARTY_TYPES).nullable(),
  killerHidden: z.boolean(),
  killerUserId: z.string().nullable(),
  /** Null as well where the user shows what they do to few, whoever asks. */
  killerOpenUserId: z.string().nullable(),
  victimId: z.string().nullable(),
  victimName: z.string(),
  victimType: z.enum(PARTY_TYPES),
  victimHidden: z.boolean(),
  victimUserId: z.string().nullable(),
  victimOpenUserId: z.string().nullable(),
  weapon: z.string().nullable(),
  otherWeapons: z.array(z.string()),
  damageType: z.string().nullable(),
  killerVehicle: z.string().nullable(),
  victimVehicle: z.string().nullable(),
  place: z.string().nullable(),
  system: z.string().nullable(),
  mode: z.string().nullable(),
  build: z.string().nullable(),
  serverId: z.string().nullable(),
  communityIds: z.array(z.string()),
  /** Those of them that the caller may know of. */
  shownCommunityIds: z.array(z.string()),
  doubts: z.array(z.string()),
  reporterId: z.string().nullable(),
  /** Whether they show their kills to few, whoever asks. */
  killerIsShy: z.boolean(),
  victimIsShy: z.boolean(),
  isOwn: z.boolean(),
  createdAt: z.date(),
});
export type KillRow = z.output<typeof KillRow>;

/** `select … from …` of kills as they are shown to a caller; a condition and an order follow. */
export function selectKills(actor: Actor): SqlText {
  return sql`select ${columnsFor(actor)} from kills k ${PARTIES}`;
}

function columnsFor(actor: Actor): SqlText {
  return sql`k.num, k.id, k.game, k.at, k."publicAt", k.published as "isPublished", k.kind::text as kind, k.method, k.evidence::text as evidence, k.source, k.confirmations, k.confirmed, k.state::text as state,
      k."killerId", coalesce(kp.name, k."killerName") as "killerName", k."killerType", k."victimId", coalesce(vp.name, k."victimName") as "victimName", k."victimType", k.weapon,
      k."otherWeapons", k."damageType", k."killerVehicle", k."victimVehicle", k.place, k.system, k.mode, k.build, k."serverId", k."communityIds", ${communitiesShown(actor)} as "shownCommunityIds", k.doubts, k."reporterId", k."createdAt",
      ${usersOf(actor)}, ${SHY},
      ${tookPart(actor)} as "isOwn", ${hidden(actor)}`;
}

/** The newest kills along these walks that the caller may see, whatever the walks lead to: chosen by indexes before anything is joined to them. */
export async function newestKills(
  { db, actor, now }: Pick<Context, "db" | "actor" | "now">,
  walks: readonly Walk[],
  stretch: Stretch,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<KillRow[]> {
  const conditions = [visibleKills(actor, now), sql`k.state <> 'retracted'`, ...stretch.conditions];
  const newest = newestOf(walks, { ...stretch, conditions }, offset + limit);
  return await rows(
    db,
    KillRow,
    sql`select ${columnsFor(actor)} from (select * from (${newest}) as walked order by at desc, num desc limit ${limit} offset ${offset}) as k ${PARTIES_OF_FEW}
        order by k.at desc, k.num desc`,
  );
}

function named(text: string | null): { class: string; name: string | null } | null {
  return text === null ? null : { class: text, name: null };
}

/** A kill as it is told to a caller: whoever shows their kills to few is neither named nor to be found by their id or ship. */
export function shownKill(row: KillRow, actor: Actor, now: Date): Kill {
  const { num, publicAt, confirmed, killerHidden, victimHidden, reporterId, killerType, ...rest } = row;
  const party = (
    type: Kill["victim"]["type"],
    playerId: string | null,
    userId: string | null,
    name: string | null,
    isHidden: boolean,
    vehicle: string | null,
  ): Kill["victim"] => ({
    type,
    playerId: isHidden ? null : playerId,
    userId: isHidden ? null : userId,
    name: isHidden ? null : name,
    class: isHidden || type === "player" ? null : name,
    isHidden,
    vehicle: isHidden ? null : named(vehicle),
  });
  return {
    id: rest.id,
    number: num,
    game: rest.game,
    at: iso(rest.at),
    kind: rest.kind,
    method: rest.method,
    evidence: rest.evidence,
    source: rest.source,
    confirmations: rest.confirmations,
    isConfirmed: confirmed,
    state: rest.state,
    killer:
      killerType === null || killerType === "environment"
        ? null
        : party(killerType, rest.killerId, rest.killerUserId, rest.killerName, killerHidden, rest.killerVehicle),
    victim: party(rest.victimType, rest.victimId, rest.victimUserId, rest.victimName, victimHidden, rest.victimVehicle),
    weapon: named(rest.weapon),
    otherWeapons: rest.otherWeapons,
    damageType: rest.damageType,
    place: named(rest.place),
    system: rest.system,
    mode: rest.mode,
    build: rest.build,
    serverId: rest.serverId,
    communityIds: rest.shownCommunityIds,
    doubts: rest.doubts,
    isPublic: publicAt <= now,
    isReporter: reporterId !== null && reporterId === actor.userId,
    isOwn: rest.isOwn,
    createdAt: iso(rest.createdAt),
  };
}
