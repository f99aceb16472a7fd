import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { advanceClock } from "#app/platform/clock.ts";
import { type SqlText, sql } from "#app/platform/sql.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { seededRandom } from "#app/testing/star-citizen-log.ts";
import { kindOf, madeParty, nobody, playerParty, type ToldKill } from "../../told-kill.ts";
import { countedKills, countNew } from "../counting/counted-kills.ts";
import { removeFiguresOf } from "../testing/figures.ts";
import { recordKills } from "./record-kills.ts";

let runtime: TestRuntime;
beforeAll(async () => {
  // As if it were then: boards of days are not kept for ever.
  advanceClock(Date.parse("2026-11-22") - Date.now());
  runtime = await createTestRuntime();
});
afterAll(() => runtime.close());

const OPTIONS = { repeatMs: 2_000, confirmMs: 10_000, delayMs: 0 };
let games = 0;
const newGame = () => `game-${++games}`;
const NOON = Date.UTC(2026, 10, 21, 12);

function told(game: string, killer: string, victim: string, more: Partial<ToldKill> & { sec?: number } = {}): ToldKill {
  const { sec = 0, ...rest } = more;
  const of = (name: string) =>
    name === ""
      ? nobody("environment")
      : name.startsWith("npc-")
        ? madeParty("npc", name)
        : playerParty(`ply_${game}_${name}`, name);
  const [by, to] = [of(killer), of(victim)];
  return {
    game,
    at: new Date(NOON + sec * 1_000),
    kind: kindOf(by, to),
    method: "fps",
    evidence: "claimed",
    source: "api",
    reporter: "user:one",
    senderId: null,
    killer: by,
    victim: to,
    weapon: "rifle",
    otherWeapons: [],
    damageType: null,
    killerVehicle: null,
    victimVehicle: null,
    vehicleId: null,
    place: "Daymar",
    system: "Stanton",
    mode: null,
    build: null,
    serverId: null,
    communityId: null,
    doubts: [],
    rawData: null,
    ...rest,
  };
}

const record = async (...kills: ToldKill[]) => {
  const players = kills.flatMap(({ game, killer, victim }) =>
    [killer, victim].flatMap(({ playerId, name }) => (playerId === null ? [] : { id: playerId, game, name })),
  );
  await runtime.database.execute(sql`
    insert into players (id, realm, key, name, "createdAt", "updatedAt")
    select distinct on (p.id) p.id, 'game:' || p.game, 'name:' || lower(p.name), p.name, now(), now()
    from jsonb_to_recordset(${JSON.stringify(players)}::jsonb) as p(id text, game text, name text) order by p.id on conflict do nothing`);
  return runtime.database.transaction((db) => recordKills({ db, now: new Date() }, kills, OPTIONS));
};
const read = (statement: SqlText) => runtime.database.query(statement);
const killsOf = (game: string) =>
  read(
    sql`select confirmations, confirmed, evidence::text as evidence, "communityIds", weapon, place from kills where game = ${game} order by num`,
  );

describe("one kill however often it is told", () => {
  it("by fifty at once, of whom some tell it for the first time", async () => {
    const game = newGame();
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        record(told(game, "Ann", "Bob", { reporter: `user:${n % 10}`, sec: n % 2 })),
      ),
    );
    expect(new Set(all.map(([one]) => one?.id)).size).toBe(1);
    expect(all.map(([one]) => one?.outcome).sort()).toEqual(
      [...Array(9).fill("confirmed"), "recorded", ...Array(40).fill("repeated")].sort(),
    );
    expect(await killsOf(game)).toMatchObject([{ confirmations: 10, confirmed: true }]);
    expect(
      await read(
        sql`select kills, deaths from kill_tallies where game = ${game} and period = 'all' order by kills desc`,
      ),
    ).toMatchObject([
      { kills: 1, deaths: 0 },
      { kills: 0, deaths: 1 },
    ]);
  });

  it("by many in bulk at once, in every order, with no two waiting for each other", async () => {
    const game = newGame();
    const kills = Array.from({ length: 60 }, (_, n) =>
      told(game, `P${n % 12}`, `P${(n * 7 + 1) % 12}`, { sec: n * 60 }),
    );
    const counted = kills.filter(({ killer, victim }) => killer.key !== victim.key);
    const random = seededRandom(4);
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        record(...[...counted].sort(() => random() - 0.5).map((kill) => ({ ...kill, reporter: `user:${n}` }))),
      ),
    );
    const found = await killsOf(game);
    expect(found).toHaveLength(counted.length);
    expect(found.every(({ confirmations }) => confirmations === 8)).toBe(true);
  });

  it("by the sender's own id, whatever else the second says", async () => {
    const game = newGame();
    const [first] = await record(told(game, "Ann", "Bob", { senderId: "a-1" }));
    const [again] = await record(told(game, "Ann", "Cid", { senderId: "a-1", sec: 600 }));
    expect(again).toEqual({ id: first?.id, num: first?.num, outcome: "repeated" });
    const [other] = await record(told(game, "Ann", "Cid", { senderId: "a-1", sec: 600, reporter: "user:two" }));
    expect(other?.outcome).toBe("recorded");
  });

  it("within one call", async () => {
    const game = newGame();
    const outcomes = await record(
      told(game, "Ann", "Bob"),
      told(game, "Ann", "Bob", { sec: 1 }),
      told(game, "Ann", "Bob", { sec: 30 }),
      told(game, "Ann", "Bob", { sec: 1, reporter: "server:x" }),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["recorded", "repeated", "recorded", "confirmed"]);
  });
});

describe("whoever tells the same again repeats themselves", () => {
  it("also where others told of it first, with another weapon and by another clock", async () => {
    const game = newGame();
    await record(told(game, "Ann", "Bob"));
    const second = told(game, "Ann", "Bob", { reporter: "user:two", weapon: "pistol", place: "Hurston", sec: 9 });
    const outcomes = [...(await record(second)), ...(await record(second)), ...(await record({ ...second }))];
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["confirmed", "repeated", "repeated"]);
    expect(await killsOf(game)).toMatchObject([{ confirmations: 2, weapon: "rifle" }]);
  });

  it("also where people have corrected meanwhile what they told", async () => {
    const game = newGame();
    const [first] = await record(told(game, "Ann", "Bob"));
    await runtime.database.transaction(async (db) => {
      await db.execute(sql`update kills set weapon = 'pistol' where num = ${first!.num}`);
      await db.execute(
        sql`insert into kill_changes ("killNum", at, "byName", change) values (${first!.num}, now(), 'Ann', 'corrected')`,
      );
    });
    expect(await record(told(game, "Ann", "Bob"))).toMatchObject([{ id: first!.id, outcome: "repeated" }]);
  });
});

describe("different kills stay different", () => {
  it("with another weapon, at another place, later, or of somebody else", async () => {
    const game = newGame();
    await record(told(game, "Ann", "Bob"));
    const others = await record(
      told(game, "Ann", "Bob", { weapon: "pistol" }),
      told(game, "Ann", "Bob", { place: "Hurston" }),
      told(game, "Ann", "Bob", { sec: 5 }),
      told(game, "Bob", "Ann"),
      told(game, "Ann", "npc-1"),
      told(game, "", "Bob"),
    );
    expect(others.map(({ outcome }) => outcome)).toEqual(Array(6).fill("recorded"));
  });
});

describe("what others saw", () => {
  it("fills in what was not known and corrects nothing; figures follow", async () => {
    const game = newGame();
    await record(told(game, "Ann", "Bob", { weapon: null, place: "Daymar", communityId: "com_a" }));
    await record(
      told(game, "Ann", "Bob", {
        reporter: "user:two",
        weapon: "pistol",
        place: "Hurston",
        communityId: "com_b",
        evidence: "observed",
        sec: 4,
      }),
    );
    expect(await killsOf(game)).toEqual([
      {
        confirmations: 2,
        confirmed: true,
        evidence: "observed",
        communityIds: ["com_a", "com_b"],
        weapon: "pistol",
        place: "Daymar",
      },
    ]);
    const facets = await read(
      sql`select facet, value, kills, deaths from kill_facets where game = ${game} and kills > 0 order by facet`,
    );
    expect(facets).toEqual([
      { facet: "place", value: "Daymar", kills: 1, deaths: 0 },
      { facet: "system", value: "Stanton", kills: 1, deaths: 0 },
      { facet: "weapon", value: "pistol", kills: 1, deaths: 0 },
    ]);
    const scopes = await read(
      sql`select scope from kill_tallies where game = ${game} and period = 'all' and kills = 1 order by scope`,
    );
    expect(scopes.map(({ scope }) => scope)).toEqual(["all", "c:com_a", "c:com_b"]);
  });
});

it("figures are what counting all kills anew gives, after reports of every kind in any order", async () => {
  const game = newGame();
  const random = seededRandom(11);
  const pick = <T>(...list: T[]): T => list[Math.floor(random() * list.length)] as T;
  for (let round = 0; round < 25; round += 1) {
    await record(
      ...Array.from({ length: 12 }, () =>
        told(game, pick("", "Ann", "Bob", "Cid", "npc-1", "npc-2"), pick("Ann", "Bob", "Cid", "npc-1"), {
          sec: Math.floor(random() * 900) * 997,
          reporter: pick("user:1", "user:2", "server:3"),
          weapon: pick(null, "rifle", "pistol"),
          evidence: pick("claimed", "observed", "inferred"),
          communityId: pick(null, "com_a", "com_b"),
          serverId: pick(null, "srv_a"),
        }),
      ),
    );
  }
  const figures = async () => {
    const tallies = await read(
      sql`select to_jsonb(t) - 'lastAt' - 'streakAt' as row from kill_tallies t where game = ${game} and kills + deaths + suicides > 0 order by 1`,
    );
    const facets = await read(
      sql`select to_jsonb(t) - 'lastAt' as row from kill_facets t where game = ${game} and kills + deaths > 0 order by 1`,
    );
    const pairs = await read(
      sql`select to_jsonb(t) - 'lastAt' as row from kill_pairs t where game = ${game} and kills > 0 order by 1`,
    );
    const hours = await read(
      sql`select to_jsonb(t) as row from kill_hours t where game = ${game} and kills + deaths > 0 order by 1`,
    );
    return { tallies, facets, pairs, hours };
  };
  const kept = await figures();
  expect(kept.tallies.length).toBeGreaterThan(100);
  const all = await read(sql`select num from kills where game = ${game}`);
  expect(all.length).toBeGreaterThan(150);
  await runtime.database.transaction(async (db) => {
    await removeFiguresOf(db, game);
    const counted = await countedKills(
      db,
      all.map(({ num }) => Number(num)),
    );
    await countNew(
      db,
      counted.sort((a, b) => a.at.getTime() - b.at.getTime() || a.num - b.num),
    );
  });
  expect(await figures()).toEqual(kept);
});

describe("streaks", () => {
  const bestOf = async (game: string, name: string, period = "all") =>
    (
      await read(
        sql`select "bestStreak" from kill_tallies where game = ${game} and scope = 'all' and period = ${period} and "playerId" = ${`ply_${game}_${name}`}`,
      )
    )[0]?.bestStreak;

  it("are kills with no death between them, in the order in which it happened, not in which it was told", async () => {
    const game = newGame();
    const day = 86_400;
    for (const sec of [0, 60, 120, day, day + 60]) await record(told(game, "Ann", "Bob", { sec }));
    expect(await bestOf(game, "Ann")).toBe(5);
    expect(await bestOf(game, "Ann", "d:2026-11-21")).toBe(3);
    expect(await bestOf(game, "Ann", "d:2026-11-22")).toBe(5);
    await record(told(game, "Cid", "Ann", { sec: 90 }));
    expect(await bestOf(game, "Ann")).toBe(3);
    expect(await bestOf(game, "Ann", "d:2026-11-21")).toBe(2);
    await record(told(game, "Ann", "Bob", { sec: day + 120 }));
    expect(await bestOf(game, "Ann")).toBe(4);
  });

  it("in one report are what they are one by one", async () => {
    const [one, all] = [newGame(), newGame()];
    const random = seededRandom(5);
    const fights = Array.from({ length: 60 }, () => ({ sec: Math.floor(random() * 40) * 977, ann: random() < 0.7 }));
    for (const { sec, ann } of fights) await record(told(one, ann ? "Ann" : "Bob", ann ? "Bob" : "Ann", { sec }));
    await record(...fights.map(({ sec, ann }) => told(all, ann ? "Ann" : "Bob", ann ? "Bob" : "Ann", { sec })));
    expect(await bestOf(all, "Ann")).toBe(await bestOf(one, "Ann"));
    expect(await bestOf(all, "Bob")).toBe(await bestOf(one, "Bob"));
    expect(await bestOf(all, "Ann")).toBeGreaterThan(2);
  });
});
