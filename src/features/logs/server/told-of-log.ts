import { STAR_CITIZEN } from "#app/features/kills/schema.ts";
import { meetByHandle } from "#app/features/kills/server/index.ts";
import { madeParty, nobody, type Party, type ToldKill } from "#app/features/kills/told-kill.ts";
import { classOf } from "#app/features/star-citizen/actor.ts";
import { systemOf } from "#app/features/star-citizen/system-of.ts";
import { MINUTE } from "#app/lib/duration.ts";
import type { Context } from "#app/operation/context.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import type { LoggedDeath } from "../logged-facts.ts";
import { toldByServers } from "./told-by-servers.ts";

/** A machine's clock may be ahead of ours by as much. */
const AHEAD_MS = 5 * MINUTE;
/** What the game takes as a handle. Text that only looks like a line of its own has other names. */
const HANDLE = /^[\w-]{1,60}$/;

export interface LogTeller {
  /** What the kills are told under. */
  game: string;
  /** By whose patterns it is read. */
  logGame: string | null;
  userId: string;
  communityId: string | null;
  build: string | null;
  /** Beside those of each death. */
  doubts: readonly string[];
}

/** Why a death of a log is not taken, or null. */
export function whyLeft(death: LoggedDeath, game: string, now: Date): "in_the_future" | "odd_name" | null {
  if (Date.parse(death.at) > now.getTime() + AHEAD_MS) return "in_the_future";
  if (game !== STAR_CITIZEN) return null;
  const people = [death.victim, death.killer].filter((one) => one?.type === "player");
  return people.some((one) => !HANDLE.test(one!.name)) ? "odd_name" : null;
}

/**
 * The same for the same death in each log of the same teller: a log that was renamed, packed, cut or copied is still that session's, so it is made of what the
 * lines say and of nothing that the file is.
 */
export function senderIdOf({ at, written, victim, killer, evidence, weapons, damageType }: LoggedDeath): string {
  // Whichever zone somebody reads it by, it is the same line.
  if (written !== undefined)
    return `log:${sha256Hex(JSON.stringify([written, victim.name, killer?.name ?? null, weapons, damageType])).slice(0, 40)}`;
  const facts = [at, victim.name, victim.id, killer?.name ?? null, killer?.id ?? null, evidence];
  return `log:${sha256Hex(JSON.stringify(facts)).slice(0, 40)}`;
}

/**
 * Deaths of a log as kills that somebody tells, their players met. `shiftMs`: by how much its clock was found to be another than its server's, null as long as no
 * server is known to have told of it.
 */
export async function toldOfLog(
  context: Pick<Context, "db" | "now">,
  { game, logGame, userId, communityId, build, doubts }: LogTeller,
  deaths: readonly LoggedDeath[],
  shiftMs: number | null,
): Promise<{ told: ToldKill[]; shiftMs: number | null }> {
  const reporter = `user:${userId}`;
  const senderIds = deaths.map(senderIdOf);
  const byServers = await toldByServers(context.db, { game, logGame, reporter }, deaths, senderIds, shiftMs);
  const { known } = byServers;
  const names = deaths.flatMap(({ victim, killer }, place) =>
    known.has(place) ? [] : [victim, killer].flatMap((one) => (one?.type === "player" ? [one.name] : [])),
  );
  const players = await meetByHandle(context, game, [...new Set(names)].sort());
  const party = (one: NonNullable<LoggedDeath["killer"]>): Party => {
    if (one.type === "environment" || one.type === "unknown") return nobody(one.type);
    return one.type === "player" ? players.get(one.name.toLowerCase())! : madeParty(one.type, one.name);
  };
  const told = deaths.map((death, place): ToldKill => {
    const byServer = known.get(place);
    const killer = death.kind === "suicide" ? death.victim : death.killer;
    const [weapon = null, ...otherWeapons] = death.weapons;
    return {
      game: byServer?.game ?? game,
      at: byServer?.at ?? new Date(Date.parse(death.at) + byServers.shiftMs),
      kind: death.kind,
      method: death.method,
      evidence: death.evidence,
      source: "log",
      reporter,
      senderId: senderIds[place]!,
      // Nobody killed, or nobody tells who did.
      killer:
        byServer?.killer ??
        (killer === null ? nobody(death.kind === "unknown" ? "unknown" : "environment") : party(killer)),
      victim: byServer?.victim ?? party(death.victim),
      weapon,
      otherWeapons,
      damageType: death.damageType,
      killerVehicle: death.killerShip,
      victimVehicle: death.victimShip?.class ?? null,
      vehicleId: death.victimShip?.id ?? null,
      place: placeOf(death),
      system: death.zone === null || game !== STAR_CITIZEN ? null : systemOf(death.zone),
      mode: death.mode,
      build,
      serverId: null,
      communityId,
      // Nothing that a log leaves open speaks against what the server itself has told.
      doubts: byServer ? [] : [...new Set([...death.doubts, ...doubts])],
      rawData: null,
    };
  });
  return { told, shiftMs: known.size > 0 ? byServers.shiftMs : shiftMs };
}

/** Where the victim was, without the number of this very one. Aboard of a ship nothing is told of where that was. */
export function placeOf({ zone, victimShip }: LoggedDeath): string | null {
  return zone === null || (victimShip !== null && classOf(zone) === victimShip.class) ? null : classOf(zone);
}
