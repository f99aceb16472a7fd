import * as z from "zod";
import { MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import type { KillClaim } from "../../schema.ts";
import { kindOf, madeParty, nobody, type Party, type ToldKill, WITNESS } from "../../told-kill.ts";
import { meetByHandle, ownParty, partiesById, partyOfUser } from "./parties.ts";

/** A clock may be ahead of ours by as much. */
const AHEAD_MS = 5 * MINUTE;
const PLAYER_ID = /^ply_[0-9a-f]{32}$/;
const USER_ID = /^usr_[0-9a-f]{32}$/;

/** Claims with their players found. Throws AppError `invalid_input` for a time that has yet to come, `not_found` for an id that nobody has. */
export async function namedKills(context: Context, userId: string, told: readonly KillClaim[]): Promise<ToldKill[]> {
  const { db, now } = context;
  const claims = told.map(withKiller);
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
  const handle = await ownHandle(db, userId);
  const own = new Map<string, Party>();
  for (const { game, killer, killerType } of claims) {
    const isOwn = killer === undefined || killer.toLowerCase() === handle;
    if (isOwn && killerType === "player" && !own.has(game)) own.set(game, await ownParty(context, game, userId));
  }
  const party = (game: string, type: KillClaim["killerType"], name: string | undefined): Party => {
    if (type === "environment" || type === "unknown") return nobody(type);
    if (name === undefined) return type === "player" ? own.get(game)! : nobody("unknown");
    if (type !== "player") return madeParty(type, name);
    const found = parties.get(`${game}\n${PLAYER_ID.test(name) || USER_ID.test(name) ? name : name.toLowerCase()}`);
    if (!found) throw new AppError("not_found", "kills.unknown_player", { player: name });
    return found;
  };
  const mine = await playersOf(db, userId, [...parties.values(), ...own.values()]);
  return claims.map((claim) => {
    const at = claim.at === undefined ? now : new Date(claim.at);
    if (at.getTime() > now.getTime() + AHEAD_MS) throw new AppError("invalid_input", "kills.in_the_future");
    const killer = party(claim.game, claim.killerType, claim.killer);
    const victim = party(claim.game, claim.victimType, claim.victim);
    if (claim.kind === "pvp" && kindOf(killer, victim) !== "pvp")
      throw new AppError("invalid_input", "kills.not_between_players");
    const isWitness = ![killer, victim].some(({ playerId }) => playerId !== null && mine.has(playerId));
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
      doubts: isWitness ? [WITNESS] : [],
      rawData: claim.rawData ?? null,
    };
  });
}

/** A claim that names no killer is of the teller's own kill, but where its kind says that nobody else killed. */
function withKiller(claim: KillClaim): KillClaim {
  if (claim.killer !== undefined || claim.killerType !== "player") return claim;
  if (claim.kind === "suicide" && claim.victimType === "player") return { ...claim, killer: claim.victim };
  if (claim.kind === "crash" || claim.kind === "environmental") return { ...claim, killerType: "environment" };
  return claim;
}

/** The handle that somebody says is theirs, in small letters; null: none. */
async function ownHandle(db: Sql, userId: string): Promise<string | null> {
  const found = await row(
    db,
    z.object({ handle: z.string().nullable() }),
    sql`select lower("rsiHandle") as handle from users where id = ${userId}`,
  );
  return found?.handle ?? null;
}

/** Of these players, the user's own. */
async function playersOf(db: Sql, userId: string, parties: readonly Party[]): Promise<ReadonlySet<string>> {
  const ids = parties.flatMap(({ playerId }) => playerId ?? []);
  const found = await rows(
    db,
    z.object({ id: z.string() }),
    sql`select id from players where id = any(${ids}::text[]) and "userId" = ${userId}`,
  );
  return new Set(found.map(({ id }) => id));
}
