import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { workOff } from "#app/testing/jobs.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { removeExpired } from "#app/worker/retention.ts";

const { analytics, kills } = operations;
/** What spreadsheets run where it stands at the beginning of a cell. */
const FORMULAS = [
  '=HYPERLINK("http://evil.example","x")',
  "+1+1",
  "-2+3",
  "@SUM(A1)",
  "\t=1+1",
  "＝1+1",
  "=cmd|' /C calc'!A0",
];
const MANY = 12_345;

let runtime: TestRuntime;
let owner: Actor & { userId: string };
let stranger: Actor & { userId: string };

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
  stranger = await createUser(runtime.database, "admin");
  await runtime.database.execute(sql`
    insert into grants (id, "userId", "on", permissions) values ('grt_k5', ${owner.userId}, 'instance', ${["kills:read", "analytics:read"]})`);
  await execute(kills.recordMany, owner, {
    kills: FORMULAS.map((weapon, i) => ({ victim: `Victim "${i}", junior`, weapon, place: weapon })),
  });
});
afterAll(() => runtime.close());

/** What a spreadsheet reads of a file: RFC 4180. */
function cellsOf(csv: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, cell = "", end] of csv.slice(1).matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/g)) {
    lines.at(-1)!.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === "\r\n") lines.push([]);
    else if (end === "") break;
  }
  return lines.filter((line) => line.length > 1);
}

describe("a file of kills", () => {
  it("as CSV runs nothing in a spreadsheet, whatever people call their weapons", async () => {
    const { text, rows, contentType } = await execute(analytics.export, owner, { format: "csv" });
    expect([rows, contentType]).toEqual([FORMULAS.length, "text/csv; charset=utf-8"]);
    const [header, ...lines] = cellsOf(text!);
    expect(lines).toHaveLength(FORMULAS.length);
    for (const line of lines) {
      expect(line).toHaveLength(header!.length);
      for (const cell of line) expect(cell).not.toMatch(/^[\s\p{Cc}]*[=+\-@＝＋－＠]/u);
    }
    const weapons = lines.map((line) => line[header!.indexOf("weapon")]);
    for (const formula of FORMULAS) expect(weapons).toContain(`'${formula.trim()}`);
  });

  it("as JSON and as NDJSON has the same rows", async () => {
    const { records } = await execute(analytics.export, owner, { format: "json" });
    const { text } = await execute(analytics.export, owner, { format: "ndjson" });
    const lines = text!.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(records);
    expect(records![0]).toMatchObject({ kind: "pvp", killerType: "player", game: "star citizen" });
  });
});

describe("a file of many kills", () => {
  beforeAll(async () => {
    const [own] = await runtime.database.query(
      sql`select "killerId" as id from kills where "killerId" is not null limit 1`,
    );
    await runtime.database.execute(sql`
      insert into kills (id, game, at, "publicAt", kind, method, evidence, source, "killerId", "killerKey", "killerName", "killerType", "victimKey", "victimName", "victimType", weapon, "createdAt", "updatedAt")
      select 'kil_' || lpad(n::text, 32, '0'), 'star citizen', now() - n * interval '1 second' - interval '1 hour', now() - interval '1 hour', 'pve_kill', 'fps', 'observed', 'log', ${own!.id}, ${own!.id}, 'Own', 'player',
        'npc:kopion', 'Kopion', 'creature', '=1+1', now(), now() from generate_series(1, ${MANY}) as n`);
  });

  it("is too long for one answer, and is written by the worker, part after part, each row once", async () => {
    await expect(execute(analytics.export, owner, { format: "csv" })).rejects.toMatchObject({
      reason: "analytics.too_many_rows",
      params: { rows: MANY + FORMULAS.length, limit: 5_000 },
    });
    for (const format of ["csv", "json", "ndjson"] as const) {
      const begun = await execute(analytics.beginExport, owner, { format });
      expect(begun).toMatchObject({ state: "running", total: MANY + FORMULAS.length, written: 0 });
      await expect(execute(analytics.getExportPart, owner, { exportId: begun.id, part: 0 })).rejects.toMatchObject({
        reason: "analytics.export_not_ready",
      });
      await workOff(runtime);
      const done = await execute(analytics.getExport, owner, { exportId: begun.id });
      expect(done).toMatchObject({ state: "done", written: MANY + FORMULAS.length, parts: 3 });
      let file = "";
      for (let part = 0; part < done.parts; part++)
        file += (await execute(analytics.getExportPart, owner, { exportId: begun.id, part })).text;
      expect(Buffer.byteLength(file)).toBe(done.bytes);
      const ids =
        format === "csv"
          ? cellsOf(file)
              .slice(1)
              .map(([id]) => id)
          : (format === "json"
              ? JSON.parse(file)
              : file
                  .trimEnd()
                  .split("\n")
                  .map((line) => JSON.parse(line))
            ).map((row: { id: string }) => row.id);
      expect(new Set(ids).size).toBe(MANY + FORMULAS.length);
      expect(ids).toHaveLength(MANY + FORMULAS.length);
    }
  });

  it("is nothing for a key that could not have asked for it, nor for who may not see its kills any more", async () => {
    const { id: exportId } = (await execute(analytics.exports, owner, {})).items[0]!;
    const part = { exportId, part: 0 };
    for (const scopes of [["analytics:read"], ["analytics:read", "kills:read"]] as const) {
      const key = keyOf(owner, scopes);
      expect((await execute(analytics.exports, key, {})).items).toEqual([]);
      await expect(execute(analytics.getExportPart, key, part)).rejects.toMatchObject({ code: "not_found" });
    }
    const { asked } = await runtime.database.prisma.analyticsExport.findUniqueOrThrow({ where: { id: exportId } });
    const community = await execute(operations.communities.create, owner, { name: "Closed to whoever left" });
    await runtime.database.execute(
      sql`update analytics_exports set asked = asked || ${JSON.stringify({ communityId: community.id })}::jsonb where id = ${exportId}`,
    );
    expect((await execute(analytics.getExportPart, owner, part)).text).not.toBe("");
    // They are put out of it, and have not been an owner either.
    const { prisma } = runtime.database;
    const roles = await prisma.roleMember.findMany({ where: { userId: owner.userId } });
    await prisma.roleMember.deleteMany({ where: { userId: owner.userId } });
    await prisma.communityMember.deleteMany({ where: { userId: owner.userId } });
    const lesser = { ...owner, holdings: { ...owner.holdings, instance: new Set(["analytics:read"] as const) } };
    await expect(execute(analytics.getExportPart, lesser, part)).rejects.toMatchObject({ code: "not_found" });
    await prisma.roleMember.createMany({ data: roles });
    await runtime.database.execute(
      sql`update analytics_exports set asked = ${JSON.stringify(asked)}::jsonb where id = ${exportId}`,
    );
  });

  it("is there for whoever asked and for nobody else, and for a day", async () => {
    const [own] = (await execute(analytics.exports, owner, {})).items;
    const exportId = own!.id;
    expect((await execute(analytics.exports, stranger, {})).items).toEqual([]);
    for (const operation of [analytics.getExport, analytics.removeExport])
      await expect(execute(operation, stranger, { exportId })).rejects.toMatchObject({
        reason: "analytics.unknown_export",
      });
    await expect(execute(analytics.getExportPart, stranger, { exportId, part: 0 })).rejects.toMatchObject({
      reason: "analytics.unknown_export",
    });
    advanceClock(DAY);
    await expect(execute(analytics.getExport, owner, { exportId })).rejects.toMatchObject({ code: "not_found" });
    await removeExpired(runtime);
    expect(await runtime.database.query(sql`select 1 from analytics_export_parts`)).toEqual([]);
    advanceClock(-DAY);
  });

  it("however many are begun at once, five there are", async () => {
    const begun = await Promise.allSettled(
      Array.from({ length: 20 }, () => execute(analytics.beginExport, owner, { format: "ndjson" })),
    );
    expect(begun.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    for (const one of begun)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ reason: "analytics.too_many_exports" });
  });

  it("stops where whoever asked is suspended, and never has what the key that asked may not see", async () => {
    await runtime.database.execute(sql`update users set "suspendedAt" = now() where id = ${owner.userId}`);
    await workOff(runtime);
    const states = (await execute(analytics.exports, owner, {})).items.map(({ state, parts }) => [state, parts]);
    expect(states).toEqual(Array.from({ length: 5 }, () => ["stopped", 0]));
    await runtime.database.execute(sql`update users set "suspendedAt" = null where id = ${owner.userId}`);
    for (const { id } of (await execute(analytics.exports, owner, {})).items)
      await execute(analytics.removeExport, owner, { exportId: id });
    await expect(
      execute(analytics.beginExport, keyOf(owner, ["analytics:read"]), { format: "csv" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    const { id } = await execute(analytics.beginExport, keyOf(owner, ["analytics:read", "kills:read"]), {
      format: "csv",
    });
    await runtime.database.execute(
      sql`update analytics_exports set asked = jsonb_set(asked, '{scopes}', '["analytics:read"]') where id = ${id}`,
    );
    await workOff(runtime);
    expect(await execute(analytics.getExport, owner, { exportId: id })).toMatchObject({ state: "stopped", written: 0 });
  });
});
