import type { Fact } from "#app/features/analytics/encounter.ts";
import { findInsights } from "#app/features/analytics/find-insights.ts";
import { keepInsights } from "#app/features/analytics/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { killHistory, shuffledOutcomes } from "#app/testing/kill-history.ts";
import { seededRandom } from "#app/testing/star-citizen-log.ts";
import { openTestbed } from "./testbed.ts";

/**
 * How long insights of so many players take, from their kills in the database to what is kept; how many of those of whom nothing is true are told anything;
 * and how often what is true is found.
 *
 *     npm run bench -- insights [players] [players of whom nothing is true] [players of each effect]
 */
const PLAYERS = Number(process.argv[2] ?? 10_000);
const SHUFFLED = Number(process.argv[3] ?? 2_000);
const PLANTED = Number(process.argv[4] ?? 200);
const WRITTEN = 5_000;

const today = now();
/** Most have played a few evenings, some for a year. */
const history = (run: number): Fact[] => {
  const random = seededRandom(run);
  return killHistory({
    random,
    now: today,
    sessions: 1 + Math.floor(90 * random() ** 3),
    fights: 5,
    skill: 0.3 + 0.4 * random(),
    moods: 0.15,
  });
};

quality();
await whole();

function quality(): void {
  console.log("| of whom it is true that | players | told anything | told that |\n|---|---|---|---|");
  const say = (
    what: string,
    players: number,
    type: string | null,
    make: (random: () => number, run: number) => Fact[],
  ) => {
    let told = 0;
    let toldThat = 0;
    for (let run = 1; run <= players; run++) {
      const { findings } = findInsights(make(seededRandom(run * 7919), run), `player ${run}`, today);
      if (findings.length > 0) told++;
      if (findings.some((finding) => finding.type === type)) toldThat++;
    }
    const share = (count: number) => `${((100 * count) / players).toFixed(1)} %`;
    console.log(`| ${what} | ${players} | ${share(told)} | ${type === null ? "" : share(toldThat)} |`);
  };
  const base = { now: today, sessions: 80, fights: 5, skill: 0.5 };
  say("nothing: outcomes dealt out anew", SHUFFLED, null, (random, run) => shuffledOutcomes(history(run), random));
  say("nothing, but evenings have moods", SHUFFLED / 2, null, (random) => killHistory({ ...base, random, moods: 0.3 }));
  say("one place goes 30 points worse", PLANTED, "place", (random) =>
    killHistory({ ...base, random, effect: ({ place }) => (place === "Daymar" ? -0.3 : 0) }),
  );
  say("one ship goes 25 points better", PLANTED, "ship", (random) =>
    killHistory({ ...base, random, effect: ({ ship }) => (ship === "AEGS_Gladius" ? 0.25 : 0) }),
  );
  say("one opponent is 35 points harder", PLANTED, "opponent", (random) =>
    killHistory({ ...base, random, effect: ({ opponentId }) => (opponentId.endsWith("00") ? -0.35 : 0) }),
  );
  say("winning went from 35 to 65 % at half of the time", PLANTED, "win_change", (random) =>
    killHistory({ ...base, random, skill: 0.35, effect: ({ progress }) => (progress > 0.5 ? 0.3 : 0) }),
  );
  say("kills come two and a half times as fast of late", PLANTED, "rate_change", (random) =>
    killHistory({ ...base, random, pace: (progress) => (progress > 0.75 ? 2.5 : 1) }),
  );
}

async function whole(): Promise<void> {
  const bed = await openTestbed();
  const { database } = bed.runtime;
  try {
    await database.execute(sql`
      insert into players (id, realm, key, name, "createdAt", "updatedAt")
      select 'ply_' || lpad(n::text, 32, '0'), 'bench', n, 'Player ' || n, ${today}, ${today} from generate_series(0, ${PLAYERS + 20}::int) as n`);
    let kills = 0;
    let waiting: Record<string, unknown>[] = [];
    for (let player = 1; player <= PLAYERS; player++) {
      for (const row of rowsOf(history(player), player)) waiting.push(row);
      if (waiting.length < WRITTEN && player < PLAYERS) continue;
      await write(waiting);
      kills += waiting.length;
      waiting = [];
    }
    await database.execute(sql`analyze kills`);
    console.log(
      `\n${PLAYERS.toLocaleString("en")} players with ${kills.toLocaleString("en")} kills in the database:\n`,
    );
    const startedAtMs = performance.now();
    // Marks all of them, and computes for as long as the worker's job may.
    await keepInsights(bed.runtime);
    const took: number[] = [];
    for (;;) {
      const begunAtMs = performance.now();
      if ((await execute(operations.analytics.computeNext, SYSTEM, {})).isOver) break;
      took.push(performance.now() - begunAtMs);
    }
    const seconds = (performance.now() - startedAtMs) / 1_000;
    took.sort((a, b) => a - b);
    const [found] = await database.query(sql`
      select count(*)::int as kept, count(distinct "playerId")::int as players, (select count(*)::int from insight_states where "computedAt" is not null) as computed from insights`);
    console.log(
      "| players | seconds | players a second | insights kept | of players | memory |\n|---|---|---|---|---|---|",
    );
    console.log(
      `| ${found!.computed} | ${seconds.toFixed(0)} | ${(Number(found!.computed) / seconds).toFixed(0)} | ${found!.kept} | ${found!.players} | ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB |`,
    );
    if (took.length > 0)
      console.log(
        `\nOne player: p50 ${took[Math.floor(took.length / 2)]!.toFixed(1)} ms, p99 ${took[Math.floor(took.length * 0.99)]!.toFixed(0)} ms.`,
      );
  } finally {
    await bed.close();
  }

  async function write(rows: readonly Record<string, unknown>[]): Promise<void> {
    await database.execute(sql`
      insert into kills (id, game, at, "publicAt", kind, method, evidence, source, "killerId", "victimId", "killerKey", "victimKey", "killerName", "killerType", "victimName", "victimType",
        "killerVehicle", "victimVehicle", place, system, mode, "createdAt", "updatedAt")
      select k.id, 'star citizen', k.at, k.at, 'pvp', 'ship', 'observed', 'log', k.killer, k.victim, k.killer, k.victim, k.killer, 'player', k.victim, 'player',
        case when k."isKill" then k.ship end, case when not k."isKill" then k.ship end, k.place, k.system, k.mode, ${today}, ${today}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k(id text, at timestamptz, killer text, victim text, "isKill" boolean, ship text, place text, system text, mode text)`);
  }
}

function rowsOf(facts: readonly Fact[], player: number): Record<string, unknown>[] {
  const own = `ply_${String(player + 20).padStart(32, "0")}`;
  return facts.map(({ at, isKill, opponentId, ship, place, system, mode }, i) => ({
    id: `kil_${(player * 100_000 + i).toString(16).padStart(32, "0")}`,
    at,
    // Opponents are the first twenty, who are nobody's history.
    killer: isKill ? own : opponentId,
    victim: isKill ? opponentId : own,
    isKill,
    ship,
    place,
    system,
    mode,
  }));
}
