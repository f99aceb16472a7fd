import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY } from "#app/lib/duration.ts";
import type { AppError } from "#app/lib/errors.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { workOff } from "#app/testing/jobs.ts";
import { PASSWORD, type SignedIn, signedInPerson, signInAs } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { removeExpired } from "#app/worker/retention.ts";

const { profile, users, coins, apiKeys, tickets } = operations;
let runtime: TestRuntime;
let admin: SignedIn;
let moved = 0;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await signedInPerson(runtime, "owner");
  admin = await signedInPerson(runtime, "admin", "Grace");
});
afterEach(() => {
  advanceClock(-moved);
  moved = 0;
});
afterAll(() => runtime.close());

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: AppError) => error.reason,
  );
const begin = (who: SignedIn) => execute(profile.beginExport, who.actor, {});
const take = (who: SignedIn, exportId: string) => execute(profile.takeExport, who.actor, { exportId });

describe("the export of one's data", () => {
  it("has all that is one's own, no secret, no note of staff and nothing of others", async () => {
    const robin = await signedInPerson(runtime, "member", "Robin");
    const sam = await signedInPerson(runtime, "member", "Samantha");
    for (const who of [robin, sam]) {
      await execute(coins.add, admin.actor, { userId: who.userId, amount: who === robin ? 17 : 99, reason: "Cup" });
      await execute(apiKeys.create, who.actor, { name: `bot ${who.email}`, permissions: ["profile:read"] });
    }
    const ticket = await execute(tickets.create, robin.actor, { subject: "No room", text: "Where is my server?" });
    await execute(tickets.note, admin.actor, { ticketId: ticket.id, text: "keep an eye on the ticket too" });
    await execute(tickets.answer, admin.actor, { ticketId: ticket.id, text: "It is on another node." });
    await execute(users.suspend, admin.actor, {
      userId: robin.userId,
      reason: "Spam",
      note: "keep an eye on this one",
    });
    await execute(users.unsuspend, admin.actor, { userId: robin.userId });
    const again = await signInAs(runtime, robin.email);
    const { id, state } = await begin(again);
    expect(state).toBe("running");
    expect(await reasonOf(begin(again))).toBe("members.export_there");
    expect(await reasonOf(take(again, id))).toBe("members.export_running");
    await workOff(runtime);
    expect((await execute(profile.exports, again.actor, {})).items).toMatchObject([{ state: "ready" }]);
    expect(await reasonOf(take(sam, id))).toBe("not_found");
    const { file, text } = await take(again, id);
    expect(file).toMatch(/^gamekeeper-\d{4}-\d\d-\d\d\.json$/);
    const { parts } = JSON.parse(text);
    expect(parts.account.rows).toMatchObject([{ name: "Robin", email: robin.email }]);
    expect(parts.coins.rows).toMatchObject([{ amount: 17, balance: 17 }]);
    expect(parts.api_keys.rows).toMatchObject([{ name: `bot ${robin.email}` }]);
    expect(parts.user_suspensions.rows).toMatchObject([{ reason: "Spam" }]);
    expect(parts.sessions.rows.length).toBeGreaterThan(0);
    expect(parts.interactions.rows.map(({ operation }: { operation: string }) => operation)).toContain("coins.add");
    expect(parts.tickets.rows).toMatchObject([{ id: ticket.id, subject: "No room" }]);
    expect(parts.ticket_messages.rows.map((message: { text: string }) => message.text)).toEqual([
      "Where is my server?",
      "It is on another node.",
    ]);
    expect(text).not.toMatch(/(Due|Late)At"|assigneeId|argon2|keep an eye|tokenHash|"hash"|passwordHash|Samantha/);
    expect(text).not.toContain(sam.userId);
    expect(text).not.toContain(sam.email);
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain(again.token);
  });

  it("is downloaded once, by however many at once, and is gone after seven days", async () => {
    const person = await signedInPerson(runtime, "member", "Once");
    const { id } = await begin(person);
    await workOff(runtime);
    const answers = await Promise.all(Array.from({ length: 5 }, () => reasonOf(take(person, id))));
    expect(answers.sort()).toEqual(["done", ...Array(4).fill("members.export_taken")]);
    const second = await begin(person);
    await workOff(runtime);
    moved = 7 * DAY + 1000;
    advanceClock(moved);
    const later = await signInAs(runtime, person.email);
    expect(await reasonOf(take(later, second.id))).toBe("not_found");
    await removeExpired(runtime);
    expect(await runtime.database.prisma.dataExport.count({ where: { userId: person.userId } })).toBe(0);
  });

  it("is begun once by many at once, and never for somebody else", async () => {
    const person = await signedInPerson(runtime, "member", "Eager");
    const answers = await Promise.all(Array.from({ length: 6 }, () => reasonOf(begin(person))));
    expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
    const stale = { ...person.actor, authenticatedAt: new Date(0) };
    expect(await reasonOf(execute(profile.beginExport, stale, {}))).toBe("identity.reauthenticate");
  });
});
