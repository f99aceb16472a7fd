import type { Fact } from "#app/features/analytics/encounter.ts";

const DAY_MS = 86_400_000;
const PLACES = ["Daymar", "Yela", "Grim HEX", "Port Olisar", "Pyro IV", "Checkmate", "Ruin Station", "Aberdeen"];
const SHIPS = ["AEGS_Gladius", "ANVL_Arrow", "AEGS_Sabre", "MISC_Prospector", "DRAK_Cutlass_Black"];

export interface HistoryTruth {
  random(): number;
  /** What the last sessions are the last before. */
  now: Date;
  sessions: number;
  /** Fights an evening, on average. */
  fights: number;
  /** The share of fights won. */
  skill: number;
  /** How much that strays from evening to evening: 0 not at all, 0.3 very much. */
  moods?: number;
  /** What is true of some fights: what is added to the share. */
  effect?(fight: { place: string; ship: string; opponentId: string; at: Date; progress: number }): number;
  /** How many times as fast fights follow each other, by how far the history is (0 to 1). */
  pace?(progress: number): number;
}

/** A player's fights by a known truth, oldest first: evenings of their own mood, length and place, as people have them. */
export function killHistory(truth: HistoryTruth): Fact[] {
  const { random, now, sessions, fights, skill, moods = 0 } = truth;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const gamma2 = () => (-Math.log(1 - random()) - Math.log(1 - random())) / 2;
  const facts: Fact[] = [];
  for (let session = 0; session < sessions; session++) {
    const progress = session / sessions;
    // Evenings twice as often as mornings, and never two sessions in one.
    const hour = random() < 0.7 ? 17 + random() * 5 : random() * 16;
    let at = Math.floor(now.getTime() / DAY_MS - (sessions - session) * 1.4) * DAY_MS + hour * 3_600_000;
    const mood = (random() * 2 - 1) * moods;
    const home = pick(PLACES);
    const pace = truth.pace?.(progress) ?? 1;
    const count = Math.round(fights * gamma2());
    for (let fight = 0; fight < count; fight++) {
      at += ((1 + random() * 18) * 60_000) / pace;
      const fought = {
        // Most of an evening is spent in one place.
        place: random() < 0.7 ? home : pick(PLACES),
        ship: pick(SHIPS),
        opponentId: `ply_${String(Math.floor(random() ** 2 * 12)).padStart(32, "0")}`,
        at: new Date(at),
        progress,
      };
      const share = skill + mood + (truth.effect?.(fought) ?? 0);
      facts.push({
        id: `kil_${(session * 1_000 + fight).toString(16).padStart(32, "0")}`,
        kind: "pvp",
        isKill: random() < share,
        evidence: "observed",
        isConfirmed: true,
        weapon: null,
        vehicleId: null,
        system: fought.place.startsWith("P") ? "Pyro" : "Stanton",
        mode: "pu",
        opponentId: fought.opponentId,
        place: fought.place,
        ship: fought.ship,
        at: fought.at,
      });
    }
  }
  return facts;
}

/** The same fights with their outcomes dealt out anew among all of them: nothing is true of it any more. */
export function shuffledOutcomes(facts: readonly Fact[], random: () => number): Fact[] {
  const outcomes = facts.map(({ isKill }) => isKill);
  for (let i = outcomes.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [outcomes[i], outcomes[j]] = [outcomes[j]!, outcomes[i]!];
  }
  return facts.map((fact, i) => ({ ...fact, isKill: outcomes[i]! }));
}
