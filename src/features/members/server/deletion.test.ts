import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, MINUTE } from "#app/lib/duration.ts";
import type { AppError } from "#app/lib/errors.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { workOff } from "#app/testing/jobs.ts";
import { startMailServer, type TestMailServer } from "#app/testing/mail-server.ts";
import { PASSWORD, type SignedIn, signedInPerson, signInAs } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";

const { profile, users, coins, tickets, apiKeys, webhooks, notifications } = operations;
let runtime: TestRuntime;
let mail: TestMailServer;
let owner: SignedIn;
let admin: SignedIn;
let moved = 0;

beforeAll(async () => {
  runtime = await createTestRuntime();
  mail = await startMailServer();
  setEnvironment({ SMTP_URL: mail.url });
  await bootstrap(runtime.database);
  owner = await signedInPerson(runtime, "owner");
  admin = await signedInPerson(runtime, "admin");
});
afterEach(() => {
  advanceClock(-moved);
  moved = 0;
  mail.mails.length = 0;
});
afterAll(async () => {
  setEnvironment({ SMTP_URL: undefined });
  await mail.close();
  await runtime.close();
});

function move(ms: number): void {
  moved += ms;
  advanceClock(ms);
}

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: AppError) => error.reason,
  );
const runDue = () => execute(users.deleteDue, SYSTEM, {});
const stateOf = async (userId: string) => (await execute(users.get, owner.actor, { userId })).state;

/** Every column of text that holds this. */
async function placesOfText(text: string): Promise<string[]> {
  const columns = await rows(
    runtime.database,
    z.object({ table: z.string(), column: z.string() }),
    sql`select table_name::text as table, column_name::text as column from information_schema.columns
        where table_schema = 'public' and data_type in ('text', 'jsonb', 'json', 'ARRAY') and table_name <> '_prisma_migrations'`,
  );
  const places = columns.map(
    ({ table, column }) =>
      `select '${table}.${column}' as place where exists (select from "${table}" where "${column}"::text ilike $1)`,
  );
  const { rows: found } = await runtime.database.pool.query(places.join(" union all "), [`%${text}%`]);
  return found.map(({ place }) => String(place)).toSorted();
}

describe("deleting one's account", () => {
  it("leaves nothing that says who they were, and their coins under no name", async () => {
    const name = "Zaphod Quennell";
    const person = await signedInPerson(runtime, "member", name);
    const { userId, actor, email } = person;
    await execute(coins.add, admin.actor, { userId, amount: 40, reason: "Welcome" });
    await execute(profile.update, actor, { preferences: { theme: "dark" } });
    await execute(users.update, admin.actor, { userId, email });
    await execute(apiKeys.create, actor, { name: `Key of ${name}`, permissions: ["profile:read"] });
    await execute(webhooks.create, actor, {
      name: `Hook of ${name}`,
      url: "https://hooks.example.org/x",
      types: ["notification.created"],
    }).catch(() => null);
    const ticket = await execute(tickets.create, actor, { subject: `${name} asks`, text: `I am ${name}, ${email}` });
    await execute(tickets.answer, admin.actor, { ticketId: ticket.id, text: `Hello ${name}` });
    await execute(tickets.reply, actor, { ticketId: ticket.id, text: "Thank you" });
    await execute(notifications.choose, actor, { digest: true });
    await execute(users.suspend, admin.actor, { userId, reason: `${name} was rude` });
    await execute(users.unsuspend, admin.actor, { userId });
    await reasonOf(signInAs(runtime, email, "four yellow windows"));
    const again = await signInAs(runtime, email);
    await execute(profile.askDeletion, again.actor, { name });
    expect(await placesOfText(email)).not.toEqual([]);
    move(7 * DAY + MINUTE);
    expect(await runDue()).toEqual({ deleted: 1 });
    expect(await stateOf(userId)).toBe("removed");
    expect(await placesOfText(email)).toEqual([]);
    expect(await placesOfText("Zaphod")).toEqual([]);
    const { items } = await execute(coins.statementOf, admin.actor, { userId });
    expect(items.map(({ amount }: { amount: number }) => amount)).toContain(40);
    await workOff(runtime);
    expect(mail.mails.filter((text) => text.includes(`To: ${email}`) && /was deleted/.test(text))).toHaveLength(1);
  });

  it("leaves of who saw to tickets no name, and nobody whom tickets wait for", async () => {
    const name = "Trillian Astra";
    const helper = await signedInPerson(runtime, "moderator", name);
    const member = await signedInPerson(runtime, "member", "Asking");
    const open = () => execute(tickets.create, member.actor, { subject: "Help", text: "Please." });
    const [done, undone] = [await open(), await open()];
    for (const { id: ticketId } of [done, undone])
      await execute(tickets.update, admin.actor, { ticketId, assigneeId: helper.userId });
    await execute(tickets.answer, helper.actor, { ticketId: done.id, text: "Done.", status: "resolved" });
    await execute(tickets.update, admin.actor, { ticketId: undone.id, priority: "high" });
    await execute(profile.askDeletion, helper.actor, { name });
    move(8 * DAY);
    expect(await runDue()).toEqual({ deleted: 1 });
    expect(await placesOfText("Trillian")).toEqual([]);
    const left = await execute(tickets.get, admin.actor, { ticketId: undone.id });
    expect(left.assignee).toBeNull();
    const { items } = await execute(tickets.messages, admin.actor, { ticketId: done.id });
    expect(items[0]).toMatchObject({ text: "Done.", author: { name: "Deleted user" } });
  });

  it("takes along nothing that only has a word in it as which they called themselves", async () => {
    const other = await signedInPerson(runtime, "member", "Other");
    const ticket = await execute(tickets.create, other.actor, { subject: "Help", text: "Please." });
    await execute(tickets.answer, admin.actor, { ticketId: ticket.id, text: "Done." });
    const kept = async () => {
      const events = await runtime.database.query(
        sql`select id from outbox_events where payload->>'ticketId' = ${ticket.id} order by id`,
      );
      const { items } = await execute(notifications.list, other.actor, {});
      return [...events, ...items].map(({ id }) => id);
    };
    const before = await kept();
    expect(before.length).toBeGreaterThan(2);
    // Each is a value in those events and notices, and a name that anybody may choose.
    const names = ["Help", "medium", "in_progress", String(ticket.number), "admin"];
    for (const name of names) {
      const person = await signedInPerson(runtime, "member", name);
      await execute(profile.askDeletion, person.actor, { name });
    }
    move(8 * DAY);
    expect(await runDue()).toEqual({ deleted: names.length });
    expect(await kept()).toEqual(before);
  });

  it("happens once, also after months and by several processes at once", async () => {
    const people = await Promise.all(["One", "Two", "Three"].map((name) => signedInPerson(runtime, "member", name)));
    for (const [i, { actor }] of people.entries())
      await execute(profile.askDeletion, actor, { name: ["One", "Two", "Three"][i]! });
    move(200 * DAY);
    const done = await Promise.all(Array.from({ length: 5 }, runDue));
    expect(done.reduce((sum, { deleted }) => sum + deleted, 0)).toBe(3);
    const told = await runtime.database.query(sql`
      select payload->>'userId' as id from outbox_events where type = 'user.state_changed' and payload->>'state' = 'removed'
        and payload->>'userId' = any(${people.map(({ userId }) => userId)}::text[])`);
    expect(told.map(({ id }) => id).sort()).toEqual(people.map(({ userId }) => userId).sort());
  });

  it("can be taken back until then, by oneself and by staff, who tell them", async () => {
    const person = await signedInPerson(runtime, "member", "Wavering");
    const ask = () => execute(profile.askDeletion, person.actor, { name: "Wavering" });
    const first = await ask();
    move(MINUTE);
    expect((await ask()).dueAt, "asked again it is not put off").toBe(first.dueAt);
    await execute(profile.cancelDeletion, person.actor, {});
    expect(await reasonOf(execute(profile.cancelDeletion, person.actor, {}))).toBe("members.no_deletion");
    move(8 * DAY);
    await runDue();
    expect(await stateOf(person.userId)).toBe("active");
    const later = await signInAs(runtime, person.email);
    await execute(profile.askDeletion, later.actor, { name: "Wavering" });
    expect((await execute(users.deletion, admin.actor, { userId: person.userId })).dueAt).not.toBeNull();
    await execute(users.cancelDeletion, admin.actor, { userId: person.userId });
    const { items } = await execute(notifications.list, later.actor, {});
    expect(items.map(({ type }) => type)).toContain("user.deletion_canceled");
  });

  it("wants the name, a fresh sign-in and a person; of owners one stays", async () => {
    const person = await signedInPerson(runtime, "member", "Careful");
    expect(await reasonOf(execute(profile.askDeletion, person.actor, { name: "careful" }))).toBe(
      "members.name_not_confirmed",
    );
    const stale = { ...person.actor, authenticatedAt: new Date(Date.now() - 60 * MINUTE) };
    expect(await reasonOf(execute(profile.askDeletion, stale, { name: "Careful" }))).toBe("identity.reauthenticate");
    expect(await reasonOf(execute(profile.askDeletion, owner.actor, { name: "owner" }))).toBe("identity.last_owner");
    const second = await signedInPerson(runtime, "owner", "second");
    await execute(profile.askDeletion, second.actor, { name: "second" });
    await runtime.database.execute(sql`
      update users set "suspendedAt" = now() where id = ${owner.userId}`);
    move(8 * DAY);
    expect(await runDue()).toEqual({ deleted: 0 });
    await runtime.database.execute(sql`update users set "suspendedAt" = null where id = ${owner.userId}`);
    expect(await stateOf(second.userId)).toBe("active");
    const { items } = await execute(notifications.list, second.actor, {});
    expect(items[0]!.message).toContain("last owner");
    await execute(users.remove, owner.actor, { userId: second.userId });
  });

  it("takes servers along only where that was said, and is given up where one came since", async () => {
    const person = await signedInPerson(runtime, "member", "Landlord");
    await createBlueprint(runtime.database);
    const serverId = await createServer(runtime.database, person.actor, await createNode(runtime.database));
    const desired = async () =>
      (await runtime.database.query(sql`select desired from servers where id = ${serverId}`))[0]?.desired;
    expect(await reasonOf(execute(profile.askDeletion, person.actor, { name: "Landlord" }))).toBe(
      "members.owns_servers",
    );
    await runtime.database.execute(sql`update servers set "ownerId" = ${admin.userId} where id = ${serverId}`);
    await execute(profile.askDeletion, person.actor, { name: "Landlord" });
    await runtime.database.execute(sql`update servers set "ownerId" = ${person.userId} where id = ${serverId}`);
    move(8 * DAY);
    expect(await runDue()).toEqual({ deleted: 0 });
    expect(await desired()).not.toBe("deleted");
    const later = await signInAs(runtime, person.email, PASSWORD);
    await execute(profile.askDeletion, later.actor, { name: "Landlord", withServers: true });
    move(8 * DAY);
    expect(await runDue()).toEqual({ deleted: 1 });
    expect(await desired()).toBe("deleted");
  });
});
