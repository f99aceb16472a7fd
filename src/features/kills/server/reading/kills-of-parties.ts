import type { Actor } from "#app/operation/actor.ts";
import { type SqlText, sql } from "#app/platform/sql.ts";
import { findableKeys, shownSide } from "./seen-kills.ts";
import { pairKeys, type Walk } from "./walks.ts";

/** Kills by who took part: the walks that lead along them, and the same as a condition. */
interface KillsOf {
  walks: Walk[];
  condition: SqlText;
}

interface AskedParties {
  playerId?: string | undefined;
  otherId?: string | undefined;
  killerId?: string | undefined;
  victimId?: string | undefined;
}

type Side = "killer" | "victim";

/** What is asked for of who took part, nearest first: between two if two are asked for. Whoever shows their kills to few is found by nobody else. */
export function killsOfParties(
  actor: Actor,
  { playerId, otherId, killerId, victimId }: AskedParties,
  ofUser: readonly string[] | null,
): KillsOf[] {
  const keysOf = (ids: readonly string[]) => findableKeys(actor, ids);
  const killers = killerId === undefined ? null : keysOf([killerId]);
  const victims = victimId === undefined ? null : keysOf([victimId]);
  const had = [playerId && [playerId], ofUser, otherId && [otherId]].flatMap((ids) => (ids ? [keysOf(ids)] : []));
  const singles = [
    ...(killers ? [asSide(actor, "killer", killers)] : []),
    ...(victims ? [asSide(actor, "victim", victims)] : []),
    ...had.map((keys) => asEither(actor, keys)),
  ];
  return [...pairOf(killers, victims, had), ...singles];
}

/** The way between the first two that are asked for. */
function pairOf(killers: SqlText | null, victims: SqlText | null, had: readonly SqlText[]): KillsOf[] {
  const [one, other] = had;
  const between =
    killers && victims
      ? [pairKeys(killers, victims)]
      : one && (killers || victims)
        ? [killers ? pairKeys(killers, one) : pairKeys(one, victims!)]
        : one && other
          ? [pairKeys(one, other), pairKeys(other, one)]
          : [];
  if (between.length === 0) return [];
  // What two have in common is found by a number that others might share: who took part is looked at as well.
  return [{ walks: between.map((keys) => ({ along: "pair", keys })), condition: sql`true` }];
}

function asSide(actor: Actor, side: Side, keys: SqlText): KillsOf {
  return { walks: [{ along: side, keys, where: shownSide(actor, side) }], condition: isSide(actor, side, keys) };
}

function asEither(actor: Actor, keys: SqlText): KillsOf {
  return {
    walks: (["killer", "victim"] as const).map((along) => ({ along, keys, where: shownSide(actor, along) })),
    condition: sql`(${isSide(actor, "killer", keys)} or ${isSide(actor, "victim", keys)})`,
  };
}

/** By the key, which is the player's id where they are one, and has the index; in kills that name them to the caller. */
function isSide(actor: Actor, side: Side, keys: SqlText): SqlText {
  return sql`(${side === "killer" ? sql`k."killerKey"` : sql`k."victimKey"`} = any(${keys}) and ${shownSide(actor, side)})`;
}
