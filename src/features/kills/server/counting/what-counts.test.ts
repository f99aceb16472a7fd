import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { type Actor, SYSTEM } from "#app/operation/actor.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { workOff } from "#app/testing/jobs.ts";
import { signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { nobody, playerParty, type ToldKill, UNPROVEN_OWNER } from "../../told-kill.ts";
import { recordKills } from "../recording/record-kills.ts";
import { recordOptions } from "../recording/record-options.ts";
import { figuresOf } from "../testing/figures.ts";

const { kills, settings } = operations;
const GAME = "star citizen";

let runtime: TestRuntime;
let owner: Actor;
let teller: Actor;
let other: Actor;
let communityId: string;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
  ({ id: communityId } = await execute(operations.communities.create, owner, { name: "Counted" }));
  const { userId } = (await signedInPerson(runtime, "member", "Teller")).actor;
  await runtime.database.execute(sql`
    insert into community_members ("communityId", "userId", "givenRole", "joinedAt") values (${communityId}, ${userId}, 'member', ${now()})`);
  teller = (await actorOfUser(runtime.database, userId))!;
  other = await createUser(runtime.database, "member");
});
afterAll(() => runtime.close());

let minutes = 0;
const next = () => new Date(now().getTime() - 10 * 86_400_000 + ++minutes * 60_000).toISOString();
const claim = (by: Actor, at = next()) =>
  execute(kills.record, by, { killer: "Ann", victim: "Bob", weapon: "rifle", place: "Daymar", at, communityId });

/** As a log or a server tells it. */
async function seen(more: Partial<ToldKill>) {
  const { kill } = await claim(teller);
  await execute(kills.withdraw, teller, { killId: kill.id });
  const at = new Date(next());
  const told: ToldKill = {
    game: GAME,
    at,
    kind: "pvp",
    method: "fps",
    evidence: "observed",
    source: "log",
    reporter: `user:${teller.userId}`,
    senderId: null,
    killer: playerParty(kill.killer!.playerId!, "Ann"),
    victim: playerParty(kill.victim.playerId!, "Bob"),
    weapon: "rifle",
    otherWeapons: [],
    damageType: null,
    killerVehicle: null,
    victimVehicle: null,
    vehicleId: null,
    place: null,
    system: null,
    mode: null,
    build: null,
    serverId: null,
    communityId,
    doubts: [],
    rawData: null,
    ...more,
  };
  await runtime.database.transaction(async (db) => recordKills({ db, now: now() }, [told], await recordOptions(db)));
}

async function set(key: "kill-figures-of" | "kill-crashes", value: unknown) {
  await execute(settings.set, owner, { key, value: value as never });
  await workOff(runtime);
}

/** Kills and deaths of Ann and Bob, after a look at whether all figures are what the kills give. */
async function standing() {
  expect((await execute(kills.checkPlayers, SYSTEM, {})).differing).toEqual([]);
  expect((await execute(kills.checkTotals, SYSTEM, {})).differing).toEqual([]);
  const found = await runtime.database.query(
    sql`select p.name, t.kills, t.deaths, t.crashes from kill_tallies t join players p on p.id = t."playerId"
        where t.game = ${GAME} and t.scope = 'all' and t.period = 'all' and p.name in ('Ann', 'Bob') order by p.name`,
  );
  const [pair] = await runtime.database.query(
    sql`select coalesce(sum(kills), 0)::int as kills from kill_pairs where game = ${GAME}`,
  );
  const [day] = await runtime.database.query(
    sql`select coalesce(sum(d.kills), 0)::int as kills, coalesce(sum(d.deaths), 0)::int as deaths from kill_days d join kill_frames f on f.num = d.frame where f.scope = ${`c:${communityId}`}`,
  );
  expect([day!.kills, day!.deaths], "of the community, day by day").toEqual([found[0]!.kills, found[1]!.deaths]);
  return { ann: found[0]!.kills, bob: found[1]!.deaths, crashes: found[1]!.crashes, pairs: pair!.kills };
}

it("figures are of all kills, or of sure ones alone, and of the others again when the setting says so", async () => {
  await claim(teller);
  const told = await claim(teller);
  await execute(kills.record, other, { killer: "Ann", victim: "Bob", at: told.kill.at });
  await seen({});
  await seen({ doubts: [UNPROVEN_OWNER] });
  await seen({ evidence: "inferred" });
  const all = { ann: 5, bob: 5, crashes: 0, pairs: 5 };
  const sure = { ann: 2, bob: 2, crashes: 0, pairs: 2 };
  expect(await standing()).toEqual(all);
  const before = await figuresOf(runtime.database, GAME);
  await set("kill-figures-of", "sure");
  expect(await standing()).toEqual(sure);
  expect((await execute(kills.list, owner, { limit: 50 })).items, "all are listed").toHaveLength(5);
  await set("kill-figures-of", "all");
  expect(await standing()).toEqual(all);
  expect(await figuresOf(runtime.database, GAME)).toEqual(before);
});

it("while sure ones alone count, a kill counts from when another confirms it until they take it back", async () => {
  await set("kill-figures-of", "sure");
  const { ann } = await standing();
  const { kill } = await claim(teller);
  expect((await standing()).ann).toBe(ann);
  await execute(kills.record, other, { killer: "Ann", victim: "Bob", at: kill.at });
  expect((await standing()).ann).toBe(Number(ann) + 1);
  await execute(kills.withdraw, other, { killId: kill.id });
  expect((await standing()).ann).toBe(ann);
  await set("kill-figures-of", "all");
});

it("a crash that nobody caused is a death or is in no figure, as the setting says", async () => {
  const { bob } = await standing();
  const crash = { kind: "crash", method: "collision", killer: nobody("environment") } as const;
  await seen(crash);
  expect(await standing()).toMatchObject({ bob: Number(bob) + 1, crashes: 1 });
  await set("kill-crashes", false);
  expect(await standing()).toMatchObject({ bob, crashes: 0 });
  await seen(crash);
  expect(await standing()).toMatchObject({ bob, crashes: 0 });
  await set("kill-crashes", true);
  expect(await standing()).toMatchObject({ bob: Number(bob) + 2, crashes: 2 });
});
