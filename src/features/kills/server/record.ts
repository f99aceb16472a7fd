import * as z from "zod";
import { tellableCommunities } from "#app/features/communities/server/index.ts";
import { may } from "#app/lib/access.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { killRecorded } from "../events.ts";
import { Kill, KillClaim } from "../schema.ts";
import { kindOf, madeParty, nobody, type Party, type ToldKill } from "../told-kill.ts";
import { withNames } from "./kill-names.ts";
import { KillRow, selectKills, shownKill } from "./kill-rows.ts";
import { meetByHandle, ownParty, partiesById, partyOfUser } from "./parties.ts";
import { type Recorded, recordKills } from "./record-kills.ts";
import { recordOptions } from "./record-options.ts";

/** A clock may be ahead of ours by as much. */
const AHEAD_MS = 5 * MINUTE;
/** The most that one call tells of. */
export const MOST_CLAIMS = 500;

const Outcome = z
  .enum(["recorded", "confirmed", "repeated"])
  .describe("New; told by others before, and now by you as well; or told by you before.");
const Answer = z.object({
  kill: Kill,
  outcome: Outcome,
  duplicate: z.boolean().describe("True: you had told of it before."),
});
const EXAMPLE = {
  victim: "Outlaw-Joe",
  weapon: "behr_rifle_ballistic_01",
  place: "OOC_Stanton_2b_Daymar",
  at: "2026-11-21T12:00:00.000Z",
};

export const record = defineCommand({
  id: "kills.record",
  summary: "Tell of a kill",
  description:
    "Of your own player, or of others as a witness. A kill that was told before is answered with what is known of it: with the same sender's id, or by the same teller with the same killer, victim, weapon and place within a moment. Somebody else's word on it confirms it.",
  access: { kind: "list", permission: "kills:write" },
  input: KillClaim,
  output: Answer,
  errors: ["invalid_input", "forbidden", "not_found", "conflict"],
  example: EXAMPLE,
  http: { method: "POST", path: "/kills", status: 201 },
  async run(context, claim) {
    const [answer] = await told(context, [claim]);
    return answer!;
  },
});

export const recordMany = defineCommand({
  id: "kills.recordMany",
  summary: "Tell of many kills",
  description:
    "Up to 500, each as if told by itself and in their order; all are taken or, where one cannot be read, none.",
  access: { kind: "list", permission: "kills:write" },
  input: z.object({ kills: z.array(KillClaim).min(1).max(MOST_CLAIMS) }),
  output: z.object({ items: z.array(Answer), recorded: z.int(), confirmed: z.int(), repeated: z.int() }),
  errors: ["invalid_input", "forbidden", "not_found", "conflict"],
  example: { kills: [EXAMPLE] },
  http: { method: "POST", path: "/kills/bulk" },
  async run(context, { kills }) {
    const items = await told(context, kills);
    const count = (outcome: z.output<typeof Outcome>) => items.filter((item) => item.outcome === outcome).length;
    return { items, recorded: count("recorded"), confirmed: count("confirmed"), repeated: count("repeated") };
  },
});

async function told(context: Context, given: readonly KillClaim[]): Promise<z.input<typeof Answer>[]> {
  const { actor, db, emit } = context;
  const { userId } = actor;
  if (userId === null) throw new AppError("forbidden", "forbidden", { permission: "kills:write" });
  const refs = given.flatMap(({ communityId }) => communityId ?? []);
  const communities = await tellableCommunities(db, actor, refs);
  const claims = given.map((claim) => ({
    ...claim,
    communityId: claim.communityId && communities.get(claim.communityId),
  }));
  if (claims.some(({ communityId }) => communityId === undefined) && !may(actor, "kills:write"))
    throw new AppError("forbidden", "forbidden", { permission: "kills:write" });
  const kills = await namedKills(context, userId, claims);
  const recorded = await recordKills(context, kills, await recordOptions(db));
  const found = await killsById(context, recorded);
  for (const [index, { id, outcome }] of recorded.entries()) {
    const kill = found.get(id)!;
    if (outcome === "recorded" && kill.publicAt <= context.now)
      emit(killRecorded, eventOf(kill, claims[index]!.communityId ?? null));
  }
  const seen = [...found.values()].map((kill) => shownKill(kill, actor, context.now));
  const shown = new Map((await withNames(db, seen)).map((kill) => [kill.id, kill]));
  return recorded.map(({ id, outcome }) => ({ kill: shown.get(id)!, outcome, duplicate: outcome === "repeated" }));
}

/** What everybody is told who follows kills: nobody is named in it who shows their kills to few, whoever told of it. */
export function eventOf(kill: KillRow, communityId: string | null) {
  const { killerIsShy, victimIsShy } = kill;
  return {
    killId: kill.id,
    game: kill.game,
    at: iso(kill.at),
    kind: kill.kind,
    killerId: killerIsShy ? null : kill.killerId,
    killerUserId: killerIsShy ? null : kill.killerUserId,
    killerName: killerIsShy ? null : kill.killerName,
    victimId: victimIsShy ? null : kill.victimId,
    victimUserId: victimIsShy ? null : kill.victimUserId,
    victimName: victimIsShy ? null : kill.victimName,
    weapon: kill.weapon,
    place: kill.place,
    evidence: kill.evidence,
    confirmations: kill.confirmations,
    serverId: kill.serverId,
    communityId,
  };
}

async function killsById({ db, actor }: Context, recorded: readonly Recorded[]): Promise<Map<string, KillRow>> {
  const found = await rows(
    db,
    KillRow,
    sql`${selectKills(actor)} where k.num = any(${recorded.map(({ num }) => num)}::bigint[])`,
  );
  return new Map(found.map((kill) => [kill.id, kill]));
}

const PLAYER_ID = /^ply_[0-9a-f]{32}$/;
const USER_ID = /^usr_[0-9a-f]{32}$/;

/** Claims with their players found. Throws AppError `invalid_input` for a time that has yet to come, `not_found` for an id that nobody has. */
async function namedKills(context: Context, userId: string, claims: readonly KillClaim[]): Promise<ToldKill[]> {
  const { db, now } = context;
  const handles = new Map<string, Set<string>>();
  const ids = new Map<string, Set<string>>();
  const users = new Set<string>();
  const note = (game: string, type: string, name: string | undefined) => {
    if (name === undefined || type !== "player") return;
    if (USER_ID.test(name)) {
      users.add(`${game}\n${name}`);
      return;
    }
    const into = PLAYER_ID.test(name) ? ids : handles;
    into.set(game, (into.get(game) ?? new Set()).add(name));
  };
  for (const { game, victim, victimType, killer, killerType } of claims) {
    note(game, victimType, victim);
    note(game, killerType, killer);
  }
  const parties = new Map<string, Party>();
  for (const [game, names] of [...handles].sort()) {
    for (const [lower, party] of await meetByHandle(context, game, [...names])) parties.set(`${game}\n${lower}`, party);
  }
  for (const [game, named] of ids) {
    for (const [id, party] of await partiesById(db, game, [...named])) parties.set(`${game}\n${id}`, party);
  }
  for (const each of [...users].sort()) {
    const [game, id] = each.split("\n") as [string, string];
    const found = await partyOfUser(context, game, id);
    if (found) parties.set(each, found);
  }
  const own = new Map<string, Party>();
  for (const { game, killer, killerType } of claims) {
    if (killer === undefined && killerType === "player" && !own.has(game))
      own.set(game, await ownParty(context, game, userId));
  }
  const party = (game: string, type: KillClaim["killerType"], name: string | undefined): Party => {
    if (type === "environment" || type === "unknown") return nobody(type);
    if (name === undefined) return type === "player" ? own.get(game)! : nobody("unknown");
    if (type !== "player") return madeParty(type, name);
    const found = parties.get(`${game}\n${PLAYER_ID.test(name) || USER_ID.test(name) ? name : name.toLowerCase()}`);
    if (!found) throw new AppError("not_found", "kills.unknown_player", { player: name });
    return found;
  };
  return claims.map((claim) => {
    const at = claim.at === undefined ? now : new Date(claim.at);
    if (at.getTime() > now.getTime() + AHEAD_MS) throw new AppError("invalid_input", "kills.in_the_future");
    const killer = party(claim.game, claim.killerType, claim.killer);
    const victim = party(claim.game, claim.victimType, claim.victim);
    return {
      game: claim.game,
      at,
      kind: claim.kind ?? kindOf(killer, victim),
      method: claim.method,
      evidence: "claimed",
      source: "api",
      reporter: `user:${userId}`,
      senderId: claim.senderId ?? null,
      killer,
      victim,
      weapon: claim.weapon ?? null,
      otherWeapons: [],
      damageType: claim.damageType ?? null,
      killerVehicle: claim.killerVehicle ?? null,
      victimVehicle: claim.victimVehicle ?? null,
      vehicleId: null,
      place: claim.place ?? null,
      system: claim.system ?? null,
      mode: claim.mode ?? null,
      build: claim.build ?? null,
      serverId: null,
      communityId: claim.communityId ?? null,
      doubts: [],
      rawData: claim.rawData ?? null,
    };
  });
}
