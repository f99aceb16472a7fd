import { type CountedKill, countsOf, periodsOf, scopesOf } from "./tally.ts";

/** Something in a player's life that makes a streak longer or ends it, and where it counts. */
export interface StreakTurn {
  at: Date;
  isKill: boolean;
  serverId: string | null;
  communityIds: readonly string[];
  organisation: string | null;
}

/** A player's streaks after some turns: how long the one is that goes on, and the longest by scope and period (each streak is credited to the times of its kills). */
export interface Streaks {
  current: number;
  best: Map<string, number>;
}

/** What kills are to whom, in the order in which they are given: one's own kill, or a death, which ends a streak whoever did it. */
export function turnsOf(
  kills: readonly CountedKill[],
  organisationOf: (playerId: string) => string | null,
): Map<string, StreakTurn[]> {
  const turns = new Map<string, StreakTurn[]>();
  const ordered = kills
    .map((kill, i) => ({ kill, i }))
    .sort((a, b) => a.kill.at.getTime() - b.kill.at.getTime() || a.i - b.i);
  for (const { kill } of ordered) {
    for (const { playerId, counts } of countsOf(kill)) {
      const isKill = counts.includes("kills");
      if (!isKill && kill.kind === "pve_kill") continue;
      const { at, serverId, communityIds } = kill;
      const turn = { at, isKill, serverId, communityIds, organisation: organisationOf(playerId) };
      const known = turns.get(playerId);
      if (known) known.push(turn);
      else turns.set(playerId, [turn]);
    }
  }
  return turns;
}

/** Goes on with a streak of so many kills. Keys of `best` are scope and period, with a line's end between them. */
export function followTurns(
  turns: readonly StreakTurn[],
  current: number,
  season: (at: Date) => string | null,
): Streaks {
  const best = new Map<string, number>();
  let length = current;
  for (const turn of turns) {
    length = turn.isKill ? length + 1 : 0;
    if (!turn.isKill) continue;
    for (const scope of scopesOf(turn, turn.organisation)) {
      for (const period of periodsOf(turn.at, season(turn.at))) {
        const key = `${scope}\n${period}`;
        if ((best.get(key) ?? 0) < length) best.set(key, length);
      }
    }
  }
  return { current: length, best };
}

/** Turns without those that came in between: as many of each that are alike are left out as came. */
export function withoutTurns(turns: readonly StreakTurn[], came: readonly StreakTurn[]): StreakTurn[] {
  const textOf = ({ at, isKill, serverId, communityIds }: StreakTurn) =>
    JSON.stringify([at, isKill, serverId, [...communityIds].sort()]);
  const left = new Map<string, number>();
  for (const turn of came) left.set(textOf(turn), (left.get(textOf(turn)) ?? 0) + 1);
  return turns.filter((turn) => {
    const many = left.get(textOf(turn)) ?? 0;
    if (many > 0) left.set(textOf(turn), many - 1);
    return many === 0;
  });
}
