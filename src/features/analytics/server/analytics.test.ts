import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { MINUTE } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sequence } from "#app/operation/sequencer.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { seededRandom } from "#app/testing/star-citizen-log.ts";
import { keepInsights } from "./index.ts";

const { analytics, kills } = operations;
let runtime: TestRuntime;
let owner: Actor & { userId: string };
let ownId: string;
let rival: string;
const HOUR_MS = 3_600_000;

/** Eighty evenings in which one place goes badly, told as anybody would tell them. */
async function tell(teller: Actor, own: string): Promise<void> {
  const random = seededRandom(5);
  const told = [];
  for (let evening = 1; evening <= 80; evening++) {
    const begin = now().getTime() - evening * 26 * HOUR_MS;
    for (let fight = 0; fight < 6; fight++) {
      const isBad = random() < 0.5;
      const isWin = random() < (isBad ? 0.25 : 0.75);
      const opponent = `Raider-${Math.floor(random() * 8)}`;
      told.push({
        killer: isWin ? own : opponent,
        victim: isWin ? opponent : own,
        weapon: "behr_rifle",
        place: isBad ? "Daymar" : "Yela",
        system: "Stanton",
        at: new Date(begin + fight * 4 * MINUTE).toISOString(),
      });
    }
  }
  for (let i = 0; i < told.length; i += 240) await execute(kills.recordMany, teller, { kills: told.slice(i, i + 240) });
}

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
  const { kill } = await execute(kills.record, owner, { victim: "Raider-0" });
  ownId = kill.killer!.playerId!;
  await tell(owner, ownId);
  const [found] = await runtime.database.query(sql`select id from players where name = 'Raider-1'`);
  rival = found!.id as string;
});
afterAll(() => runtime.close());

describe("what is computed of the own kills", () => {
  it("has figures with intervals, a series and how good the data are", async () => {
    const { items, dataQuality } = await execute(analytics.metrics, owner, { period: "30d" });
    const share = items.find(({ metric }) => metric === "win_share")!;
    expect(share.n).toBeGreaterThan(100);
    expect(share.low).toBeLessThan(share.value!);
    expect(share.high).toBeGreaterThan(share.value!);
    expect(dataQuality).toMatchObject({ claimed: dataQuality!.events, observed: 0 });
    const series = await execute(analytics.trends, owner, { metric: "kills", period: "30d" });
    expect(series.points).toHaveLength(30);
    const total = items.find(({ metric }) => metric === "kills")!.value!;
    expect(Math.abs(series.points.reduce((sum, { value }) => sum + value!, 0) - total)).toBeLessThan(12);
  });

  it("finds after the session what was planted, once, and tells whose player it is", async () => {
    expect(await execute(analytics.insights, owner, {})).toMatchObject({ items: [], computedAt: null });
    advanceClock(31 * MINUTE);
    await keepInsights(runtime);
    const answer = await execute(analytics.insights, owner, {});
    const place = answer.items.find(({ type }) => type === "place")!;
    expect(place).toMatchObject({ playerId: ownId, n: expect.any(Number), method: expect.any(String) });
    expect(place.effect.low * place.effect.high).toBeGreaterThan(0);
    expect(place.pAdjusted).toBeLessThanOrEqual(0.05);
    expect(place.statement).toMatch(
      /^At .+ you won \d+ of \d+ fights \(\d+%\), otherwise \d+ of \d+ fights \(\d+%\): 90% likely .+ percentage points (more|fewer)\.$/,
    );
    expect(answer.report!.asked).toBeGreaterThan(5);
    expect(answer.report!.types.find(({ type }) => type === "ship")!.says).toMatch(
      /^In which ship you win more: not enough data yet\. About \d+ fights are needed, there are 0\.$/,
    );
    for (const killId of place.killIds) {
      const kill = await execute(kills.get, owner, { killId });
      expect(kill.place!.class).toBe(place.cell);
    }
    const told = await runtime.database.query(sql`select payload from outbox_events where type = 'analytics.insight'`);
    expect(told.length).toBe(answer.total);
    await runtime.database.execute(sql`update insight_states set "dueAt" = now() - interval '1 hour'`);
    await keepInsights(runtime);
    const again = await execute(analytics.insights, owner, {});
    expect(again.items.map(({ id }) => id).sort()).toEqual(answer.items.map(({ id }) => id).sort());
    expect(
      await runtime.database.query(sql`select 1 from outbox_events where type = 'analytics.insight'`),
    ).toHaveLength(told.length);
  });

  it("recommends by stated rules what follows, and takes all together in the dashboard", async () => {
    const { items } = await execute(analytics.recommendations, owner, {});
    expect(items.find(({ type }) => type === "place")).toMatchObject({
      rule: expect.stringMatching(/^(go-where-you-win|look-at-losses)$/),
      ruleSays: expect.any(String),
      because: expect.stringContaining("you won"),
    });
    expect(items.some(({ rule }) => rule === "better-evidence")).toBe(true);
    const dashboard = await execute(analytics.dashboard, owner, { period: "90d" });
    expect(dashboard.playerIds).toEqual([ownId]);
    expect(dashboard.hours!.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(400);
    expect(dashboard.weapons[0]).toMatchObject({ class: "behr_rifle" });
    expect(dashboard.opponents).toHaveLength(5);
    expect(dashboard.insights.length).toBeGreaterThan(0);
  });

  it("says nothing but zeros to who has no player", async () => {
    const nobody = await createUser(runtime.database, "member");
    const dashboard = await execute(analytics.dashboard, nobody, {});
    expect(dashboard).toMatchObject({ playerIds: [], insights: [], opponents: [] });
    expect(await execute(analytics.insights, nobody, {})).toMatchObject({ total: 0, report: { asked: 0 } });
  });
});

describe("of others", () => {
  it("only who shows their kills is told of, and a hidden opponent is named at no door", async () => {
    const shy = await createUser(runtime.database, "member");
    const reader = await createUser(runtime.database, "member");
    const finding = await runtime.database.query(sql`select finding from insights where type = 'place' limit 1`);
    await runtime.database.execute(sql`
      insert into insights (id, "playerId", game, question, type, finding, p, "pAdjusted", "firstAt", "computedAt")
      values ('ins_01930000000070008000000000000009', ${ownId}, 'star citizen', ${`opponent:${rival}`}, 'opponent',
        ${JSON.stringify({ ...(finding[0]!.finding as object), type: "opponent", question: `opponent:${rival}`, cell: rival })}::jsonb, 0.001, 0.001, now(), now())`);
    const against = async (actor: Actor) =>
      (await execute(analytics.insights, actor, { playerId: ownId, type: "opponent" })).items[0]!;
    expect((await against(reader)).statement).toContain("Against Raider-1");
    await runtime.database.execute(sql`update users set "privacyLevel" = 'PRIVATE' where id = ${shy.userId}`);
    await runtime.database.execute(sql`update players set "userId" = ${shy.userId} where id = ${rival}`);
    const hidden = await against(reader);
    expect(JSON.stringify(hidden)).not.toContain("Raider-1");
    expect(JSON.stringify(hidden)).not.toContain(rival);
    await expect(execute(analytics.dashboard, reader, { playerId: rival })).rejects.toMatchObject({
      reason: "kills.hidden_player",
    });
    await expect(execute(analytics.export, reader, { playerId: rival })).rejects.toMatchObject({
      reason: "kills.hidden_player",
    });
    const { records } = await execute(analytics.export, reader, { playerId: ownId, period: "365d" });
    expect(records!.length).toBeGreaterThan(400);
    expect(JSON.stringify(records)).not.toContain("Raider-1");
    expect(JSON.stringify(records)).not.toContain(rival);
    const dashboard = await execute(analytics.dashboard, reader, { playerId: ownId, period: "365d" });
    expect(JSON.stringify(dashboard)).not.toContain("Raider-1");
  });

  it("who only says that a handle is theirs is told of nothing that is kept back, and who has it from a log neither", async () => {
    const target = "Kept-Back-One";
    const at = now().getTime();
    const told = { victim: target, at: new Date(at).toISOString() };
    const { kill } = await execute(kills.record, owner, { ...told, place: "Secret Cave", weapon: "knife" });
    await runtime.database.execute(sql`update kills set "publicAt" = now() + interval '1 hour' where id = ${kill.id}`);
    const playerId = kill.victim.playerId!;
    for (const by of ["claim", "log"]) {
      const spy = await createUser(runtime.database, "member");
      await runtime.database.execute(
        sql`update players set "userId" = ${spy.userId}, "linkedBy" = ${by} where id = ${playerId}`,
      );
      for (const asked of [{}, { playerId }]) {
        const dashboard = await execute(analytics.dashboard, spy, asked);
        expect(dashboard.places, by).toEqual([]);
        expect(dashboard.opponents).toEqual([]);
        expect((await execute(analytics.export, spy, asked)).records).toEqual([]);
      }
      await expect(execute(kills.get, spy, { killId: kill.id }), by).rejects.toMatchObject({ code: "not_found" });
      expect((await execute(kills.sessions, spy, { playerId })).items, by).toEqual([]);
      expect(await execute(kills.personFigures, spy, { who: playerId })).toMatchObject({ playedMs: 0 });
    }
    const reader = await createUser(runtime.database, "member");
    await runtime.database.execute(sql`update players set "userId" = null, "linkedBy" = null where id = ${playerId}`);
    const second = await execute(kills.record, owner, {
      victim: target,
      at: new Date(at - MINUTE).toISOString(),
    });
    await runtime.database.execute(
      sql`update kills set "publicAt" = now() + interval '1 hour' where id = ${second.kill.id}`,
    );
    expect(await execute(kills.personFigures, reader, { who: playerId })).toMatchObject({ playedMs: 0 });
    const proven = await createUser(runtime.database, "member");
    await runtime.database.execute(
      sql`update players set "userId" = ${proven.userId}, "linkedBy" = 'rsi' where id = ${playerId}`,
    );
    expect(await execute(analytics.dashboard, proven, {})).toMatchObject({ places: [{ class: "Secret Cave" }] });
    expect((await execute(kills.sessions, proven, { playerId })).items).toHaveLength(1);
    expect(await execute(kills.personFigures, proven, { who: playerId })).toMatchObject({ playedMs: MINUTE });
  });

  it("the event of an insight reaches whose player it is and nobody else", async () => {
    const stranger = await createUser(runtime.database, "admin");
    while ((await sequence(runtime.database)) > 0);
    const seen = async (actor: Actor) =>
      (await execute(operations.events.list, actor, { types: "analytics.insight" })).items.length;
    expect(await seen(stranger)).toBe(0);
    expect(await seen(owner)).toBeGreaterThan(0);
  });

  it("a key without the permission for kills gets none of others'", async () => {
    const key = keyOf(owner, ["analytics:read"]);
    await expect(execute(analytics.dashboard, key, { playerId: rival })).rejects.toMatchObject({ code: "not_found" });
    await expect(execute(analytics.export, key, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});
