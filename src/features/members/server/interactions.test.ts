import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { AppError } from "#app/lib/errors.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";

const { profile, users, servers, coins } = operations;
let runtime: TestRuntime;
let admin: SignedIn;
let member: SignedIn;
let other: SignedIn;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await signedInPerson(runtime, "owner");
  admin = await signedInPerson(runtime, "admin", "Grace");
  member = await signedInPerson(runtime, "member", "Robin");
  other = await signedInPerson(runtime, "member", "Sam");
});
afterAll(() => runtime.close());

const mine = async (who: SignedIn, page = {}) => execute(profile.interactions, who.actor, { limit: 100, ...page });
const call = { address: "203.0.113.77" };

describe("profile.interactions", () => {
  it("tells what was done to somebody, their coins and their servers, by whom and why, and to nobody else", async () => {
    await createBlueprint(runtime.database);
    const serverId = await createServer(runtime.database, member.actor, await createNode(runtime.database));
    await execute(coins.add, admin.actor, { userId: member.userId, amount: 250, reason: "Won the cup" }, call);
    await execute(servers.update, admin.actor, { serverId, name: "Renamed by staff" }, call);
    await execute(users.suspend, admin.actor, { userId: member.userId, reason: "Spam", note: "the third time" }, call);
    await execute(users.unsuspend, admin.actor, { userId: member.userId }, call);
    const { items } = await mine(member);
    const told = (operation: string) => items.find((item) => item.operation === operation);
    expect(told("coins.add")).toMatchObject({
      by: { kind: "person", name: "Grace" },
      told: { amount: 250, reason: "Won the cup" },
    });
    expect(told("users.suspend")).toMatchObject({ summary: "Suspend a user", told: { reason: "Spam" } });
    expect(told("servers.update")).toMatchObject({ serverId });
    const text = JSON.stringify(items);
    expect(text).not.toMatch(/203\.0\.113\.77|third time/);
    expect(JSON.stringify((await mine(other)).items)).not.toContain(member.userId);
  });

  it("has what oneself did, and not what others were refused", async () => {
    await execute(profile.update, member.actor, { name: "Robin Two" });
    await execute(users.suspend, other.actor, { userId: member.userId }).catch(() => null);
    const { items } = await mine(member);
    expect(items.find(({ operation }) => operation === "profile.update")?.by).toEqual({ kind: "you", name: null });
    expect(items.filter(({ by }) => by.name === "Sam")).toEqual([]);
  });

  it("goes page by page without gap or repeat, and takes no made-up cursor", async () => {
    const whole = (await mine(member)).items.map(({ id }) => id);
    const walked: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await mine(member, { limit: 2, ...(cursor && { cursor }) });
      walked.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(walked).toEqual(whole);
    const wrong = await mine(member, { cursor: "1" }).catch((error: AppError) => error.code);
    expect(wrong).toBe("bad_request");
  });

  it("reads no more of a long log than a page needs", async () => {
    await runtime.database.execute(sql`
      insert into audit_entries (at, "actorKind", "actorId", "actorLabel", operation, outcome, "targetKind", "targetId", "targetLabel", "requestId")
      select now(), 'user', 'usr_someone', 'S', 'servers.restart', 'done', 'server', 'srv_' || (n % 1000), 'x', 'req' from generate_series(1, 60000) n`);
    await runtime.database.execute(sql`analyze audit_entries`);
    const plan = await runtime.database.query(sql`
      explain (format json) select id from audit_entries a where a."targetId" = ${member.userId} and a.id < ${Number.MAX_SAFE_INTEGER} order by a.id desc limit 21`);
    expect(JSON.stringify(plan)).toContain("audit_entries_targetId_id_idx");
    expect(JSON.stringify(plan)).not.toContain("Seq Scan");
    expect((await mine(member)).items.length).toBeGreaterThan(3);
  });
});

describe("users.interactions", () => {
  it("shows staff who may read the audit log what was refused too, and nobody else anything", async () => {
    const { items } = await execute(users.interactions, admin.actor, { userId: other.userId, limit: 100 });
    expect(items).toContainEqual(expect.objectContaining({ operation: "users.suspend", outcome: "refused" }));
    const asked = execute(users.interactions, other.actor, { userId: member.userId });
    await expect(asked).rejects.toMatchObject({ code: "not_found" });
  });
});
