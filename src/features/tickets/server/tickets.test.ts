import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR, MINUTE } from "#app/lib/duration.ts";
import type { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { keepTickets } from "./clock.ts";

const { tickets, ticketCategories, ticketMacros, ticketDueTimes } = operations;

let runtime: TestRuntime;
let ada: SignedIn;
let eve: SignedIn;
let mira: SignedIn;
let omar: SignedIn;
let admin: SignedIn;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  ada = await signedInPerson(runtime, "member", "Ada");
  eve = await signedInPerson(runtime, "member", "Eve");
  mira = await signedInPerson(runtime, "moderator", "Mira");
  omar = await signedInPerson(runtime, "moderator", "Omar");
  admin = await signedInPerson(runtime, "admin", "Admin");
});
afterAll(() => runtime.close());

async function open(who = ada, given: Record<string, unknown> = {}) {
  return execute(tickets.create, who.actor, { subject: "Does not start", text: "The port is taken.", ...given });
}
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: AppError) => error.reason,
  );
const noticesOf = async (userId: string, type: string, aboutId: string | null = null) =>
  (
    await runtime.database.query(
      sql`select 1 from notifications where "userId" = ${userId} and type = ${type} and (${aboutId}::text is null or "aboutId" = ${aboutId})`,
    )
  ).length;
const eventsOf = (type: string) =>
  runtime.database.query(sql`select payload, "userId" from outbox_events where type = ${type} order by id`);

describe("tickets.create", () => {
  it("opens one, tells staff, and shows a member none of staff's times", async () => {
    const made = await open();
    expect(made).toMatchObject({ status: "open", priority: "medium", lastWord: "member", due: null, assignee: null });
    const seen = await execute(tickets.get, mira.actor, { ticketId: made.id });
    expect(seen.due).toMatchObject({ isPaused: false, firstAnswerIsLate: false });
    expect(await noticesOf(mira.userId, "ticket.opened")).toBe(1);
    expect(await noticesOf(ada.userId, "ticket.opened")).toBe(0);
    expect((await eventsOf("ticket.opened")).at(-1)).toMatchObject({ userId: ada.userId });
  });

  it("is limited, and by how many are not done", async () => {
    const busy = await signedInPerson(runtime, "member", "Busy");
    const codes = await Promise.all(Array.from({ length: 14 }, () => codeOf(open(busy))));
    expect(codes.filter((code) => code === "done")).toHaveLength(10);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(4);
    advanceClock(2 * HOUR);
    try {
      const now = new Date();
      for (let i = 0; i < 9; i++)
        await runtime.database.execute(sql`
          insert into tickets (id, subject, "requesterId", "lastMessageAt", "createdAt", "updatedAt") values (${`tkt_${i}`}, 'x', ${busy.userId}, ${now}, ${now}, ${now})`);
      const other = { ...busy, actor: { ...busy.actor } };
      const staffOpens = () =>
        execute(tickets.create, mira.actor, { subject: "x", text: "x", requesterId: other.userId });
      const made = await Promise.all(Array.from({ length: 4 }, () => codeOf(staffOpens())));
      expect(made.sort()).toEqual(["done", "tickets.too_many", "tickets.too_many", "tickets.too_many"]);
    } finally {
      advanceClock(-2 * HOUR);
      await runtime.database.execute(sql`delete from tickets where "requesterId" = ${busy.userId}`);
    }
  });

  it("lets staff open one for a member, and no member for another", async () => {
    const made = await execute(tickets.create, mira.actor, {
      subject: "Your server",
      text: "…",
      requesterId: eve.userId,
    });
    expect(made).toMatchObject({ status: "in_progress", lastWord: "staff", requester: { id: eve.userId } });
    expect(await noticesOf(eve.userId, "ticket.answered")).toBe(1);
    expect(await codeOf(open(ada, { requesterId: eve.userId }))).toBe("forbidden");
    expect(
      await codeOf(execute(tickets.create, mira.actor, { subject: "x", text: "x", requesterId: "usr_none" })),
    ).toBe("tickets.member_unknown");
  });

  it("names a thing that its writer may see, and no other", async () => {
    const { database } = runtime;
    await createBlueprint(database);
    const node = await createNode(database);
    const serverId = await createServer(database, { ...eve.actor, holdings: admin.actor.holdings }, node, {
      name: "Eve's",
    });
    const about = { kind: "server", id: serverId };
    expect((await open(eve, { about })).about).toMatchObject({ label: "Eve's" });
    expect(await codeOf(open(ada, { about }))).toBe("tickets.about_unknown");
    const hers = await open(ada);
    const linked = await execute(tickets.update, admin.actor, { ticketId: hers.id, about } as never);
    expect(linked.about).toMatchObject({ id: serverId });
    expect((await execute(tickets.get, ada.actor, { ticketId: hers.id })).about).toBeNull();
    expect(JSON.stringify(await execute(tickets.export, ada.actor, { ticketId: hers.id }))).not.toContain("Eve's");
    expect((await execute(tickets.list, ada.actor, { aboutId: serverId })).total).toBe(0);
  });

  it("is about an order of one's own, and for those who see everybody's about any", async () => {
    const olive = await signedInPerson(runtime, "member", "Olive");
    await execute(operations.settings.set, admin.actor, { key: "store", value: true });
    const { id: itemId } = await execute(operations.storeItems.create, admin.actor, {
      ...{ name: "A renewal", gives: { kind: "renewal_bypass", amount: 1 }, priceCoins: 0, enabled: true },
    });
    const orderOf = async ({ actor }: SignedIn) => {
      const { order } = await execute(operations.store.buy, actor, { itemId, expectedTotal: 0 });
      return { kind: "order", id: order.id };
    };
    const [hers, foreign] = [await orderOf(olive), await orderOf(eve)];
    const made = await open(olive, { about: hers });
    expect(made.about).toEqual({ ...hers, label: "A renewal" });
    for (const about of [foreign, { kind: "order", id: newId("sto") }, { kind: "order", id: "' or true --" }])
      expect([about.id, await codeOf(open(olive, { about }))]).toEqual([about.id, "tickets.about_unknown"]);
    const key = keyOf(olive.actor, ["tickets:read", "tickets:write"]);
    expect(await codeOf(execute(tickets.create, key, { subject: "x", text: "x", about: hers as never }))).toBe(
      "tickets.about_unknown",
    );
    // Who answers tickets is not told by that what others bought.
    const moved = (who: SignedIn) =>
      execute(tickets.update, who.actor, { ticketId: made.id, about: foreign } as never).then(({ about }) => about);
    expect(await codeOf(moved(mira))).toBe("tickets.about_unknown");
    expect(await moved(admin)).toMatchObject({ id: foreign.id, label: "A renewal" });
    expect((await execute(tickets.get, olive.actor, { ticketId: made.id })).about).toBeNull();
  });

  it("keeps text as it is: nothing in it is markup, and no line break is in a subject", async () => {
    const text = `<script>alert(1)</script> {member} \u202E 'drop table'`;
    const { id } = await open(eve, { subject: "<img src=x onerror=alert(1)>", text });
    expect((await execute(tickets.messages, eve.actor, { ticketId: id })).items[0]!.text).toBe(text);
    expect(await codeOf(open(eve, { subject: "a\r\nBcc: all@example.org" }))).toBe("invalid_input");
    expect(await codeOf(open(eve, { text: "x".repeat(10_001) }))).toBe("invalid_input");
  });
});

describe("what is another's", () => {
  it("is not found, in no list and no search, whatever is asked", async () => {
    const { id, number } = await open(ada, { subject: "Zebrafish", text: "Zebrafish secret" });
    const eves = eve.actor;
    for (const operation of [
      tickets.get,
      tickets.messages,
      tickets.activity,
      tickets.export,
      tickets.close,
      tickets.reopen,
    ])
      expect(await codeOf(execute(operation as typeof tickets.get, eves, { ticketId: id }))).toBe("not_found");
    expect(await codeOf(execute(tickets.reply, eves, { ticketId: id, text: "hi" }))).toBe("not_found");
    expect(await codeOf(execute(tickets.rate, eves, { ticketId: id, rating: 1 }))).toBe("not_found");
    expect(await codeOf(execute(tickets.answer, eves, { ticketId: id, text: "hi" }))).toBe("not_found");
    expect((await execute(tickets.list, eves, { requesterId: ada.userId })).items).toEqual([]);
    for (const q of ["zebrafish", "zebra", String(number), `#${number}`])
      expect((await execute(tickets.search, eves, { q })).items).toEqual([]);
    const found = await execute(tickets.search, ada.actor, { q: "ZEBRÁ" });
    expect(found.items.map(({ ticketId }) => ticketId)).toEqual([id]);
    expect((await execute(tickets.search, mira.actor, { q: "secret zebraf" })).items).toHaveLength(1);
  });

  it("is not for a key of staff that may see its owner's own alone", async () => {
    const { id } = await open();
    const narrow = keyOf(mira.actor, ["tickets:read", "tickets:write"]);
    expect(await codeOf(execute(tickets.get, narrow, { ticketId: id }))).toBe("not_found");
    expect((await execute(tickets.list, narrow, {})).total).toBe(0);
    expect((await execute(tickets.search, narrow, { q: "port" })).items).toEqual([]);
    expect((await execute(tickets.list, keyOf(mira.actor), {})).total).toBeGreaterThan(0);
  });
});

describe("a conversation", () => {
  it("goes back and forth, each told, and notes are for staff alone", async () => {
    const { id } = await open();
    const answered = await execute(tickets.answer, mira.actor, { ticketId: id, text: "Try port 25566." });
    expect(answered).toMatchObject({ status: "in_progress", lastWord: "staff", due: { isPaused: true } });
    await execute(tickets.note, omar.actor, { ticketId: id, text: "Quokka: the old test server." });
    await execute(tickets.reply, ada.actor, { ticketId: id, text: "It works." });
    const seen = await execute(tickets.messages, ada.actor, { ticketId: id });
    expect(seen.items.map(({ text }) => text)).toEqual(["It works.", "Try port 25566.", "The port is taken."]);
    expect((await execute(tickets.messages, mira.actor, { ticketId: id })).items).toHaveLength(4);
    expect(JSON.stringify(await execute(tickets.export, ada.actor, { ticketId: id }))).not.toContain("Quokka");
    expect((await execute(tickets.search, ada.actor, { q: "quokka" })).items).toEqual([]);
    expect((await execute(tickets.search, mira.actor, { q: "quokka" })).items).toHaveLength(1);
    const noted = (await eventsOf("ticket.noted")).at(-1)!;
    expect(noted.userId).toBeNull();
    expect(JSON.stringify(noted.payload)).not.toContain("Quokka");
    const pages = await execute(tickets.messages, mira.actor, { ticketId: id, limit: 3 });
    const rest = await execute(tickets.messages, mira.actor, { ticketId: id, limit: 3, cursor: pages.nextCursor! });
    expect([pages.items.length, rest.items.length, rest.nextCursor]).toEqual([3, 1, null]);
  });

  it("loses no word where many write at once", async () => {
    const { id } = await open();
    await Promise.all([
      ...Array.from({ length: 8 }, (_, i) => execute(tickets.reply, ada.actor, { ticketId: id, text: `r${i}` })),
      ...Array.from({ length: 8 }, (_, i) => execute(tickets.answer, mira.actor, { ticketId: id, text: `a${i}` })),
    ]);
    expect((await execute(tickets.messages, mira.actor, { ticketId: id })).items).toHaveLength(17);
    const { lastWord } = await execute(tickets.get, mira.actor, { ticketId: id });
    expect(lastWord).toBe(
      (await execute(tickets.messages, mira.actor, { ticketId: id })).items[0]!.byStaff ? "staff" : "member",
    );
  });

  it("gives a ticket to one when two take it at once, and to nobody who cannot answer", async () => {
    const { id } = await open(eve);
    await Promise.all(
      [mira, omar].map(({ actor }) => execute(tickets.update, actor, { ticketId: id, assigneeId: "me" })),
    );
    const after = await execute(tickets.get, mira.actor, { ticketId: id });
    expect([mira.userId, omar.userId]).toContain(after.assignee!.id);
    const lines = (await execute(tickets.activity, mira.actor, { ticketId: id })).items.filter(
      (l) => l.kind === "assignee",
    );
    expect(lines).toHaveLength(2);
    expect(lines[0]!.to).toBe(after.assignee!.name);
    expect(await codeOf(execute(tickets.update, mira.actor, { ticketId: id, assigneeId: ada.userId }))).toBe(
      "tickets.not_staff",
    );
    expect(await codeOf(execute(tickets.update, mira.actor, { ticketId: id, assigneeId: "usr_none" }))).toBe(
      "tickets.not_staff",
    );
    await execute(tickets.update, mira.actor, { ticketId: id, assigneeId: omar.userId });
    expect((await execute(tickets.activity, eve.actor, { ticketId: id })).items.map(({ kind }) => kind)).not.toContain(
      "assignee",
    );
  });
});

describe("what becomes of a ticket", () => {
  it("is opened again by its member for some days, and rated once", async () => {
    const { id } = await open(eve);
    expect(await codeOf(execute(tickets.rate, eve.actor, { ticketId: id, rating: 5 }))).toBe("tickets.not_done");
    await execute(tickets.answer, mira.actor, { ticketId: id, text: "Done.", status: "resolved" });
    const codes = await Promise.all(
      [5, 1, 3].map((rating) => codeOf(execute(tickets.rate, eve.actor, { ticketId: id, rating }))),
    );
    expect(codes.sort()).toEqual(["done", "tickets.rated_already", "tickets.rated_already"]);
    const again = await execute(tickets.reply, eve.actor, { ticketId: id, text: "Not quite." });
    expect(again).toMatchObject({ status: "open", reopened: 1, resolvedAt: null, lastWord: "member" });
    await execute(tickets.close, eve.actor, { ticketId: id });
    expect(await codeOf(execute(tickets.close, eve.actor, { ticketId: id }))).toBe("tickets.closed_already");
    expect(await execute(tickets.reopen, eve.actor, { ticketId: id })).toMatchObject({ status: "open", reopened: 2 });
    await execute(tickets.update, mira.actor, { ticketId: id, status: "closed" });
    advanceClock(15 * DAY);
    try {
      expect(await codeOf(execute(tickets.reply, eve.actor, { ticketId: id, text: "Hello?" }))).toBe(
        "tickets.too_late",
      );
      expect(await codeOf(execute(tickets.reopen, eve.actor, { ticketId: id }))).toBe("tickets.too_late");
    } finally {
      advanceClock(-15 * DAY);
    }
  });

  it("is as it was before when who made it done takes that back at once, and nobody else", async () => {
    const kim = await signedInPerson(runtime, "member", "Kim");
    const { id } = await open(kim);
    await execute(tickets.answer, mira.actor, { ticketId: id, text: "Try port 25566." });
    const undone = (who: SignedIn) => execute(tickets.undoDone, who.actor, { ticketId: id });
    expect(await codeOf(undone(mira))).toBe("tickets.undo_too_late");

    await execute(tickets.close, kim.actor, { ticketId: id });
    expect(await codeOf(undone(mira))).toBe("tickets.undo_too_late");
    expect(await codeOf(undone(eve))).toBe("not_found");
    // Staff's answer is still the newest word: it is the member's turn as before.
    expect(await undone(kim)).toMatchObject({ status: "in_progress", lastWord: "staff", reopened: 0, closedAt: null });
    const seen = await execute(tickets.get, mira.actor, { ticketId: id });
    expect(seen.due).toMatchObject({ isPaused: true });

    await execute(tickets.updateMany, mira.actor, { ticketIds: [id], status: "closed" });
    expect(await noticesOf(kim.userId, "ticket.resolved", id)).toBe(1);
    expect(await codeOf(execute(tickets.undoDone, keyOf(mira.actor, ["tickets:read"]), { ticketId: id }))).toBe(
      "not_found",
    );
    const narrow = keyOf(mira.actor, ["tickets:read", "tickets.all:read"]);
    expect(await codeOf(execute(tickets.undoDone, narrow, { ticketId: id }))).toBe("forbidden");
    expect(await execute(tickets.undoDoneMany, mira.actor, { ticketIds: [id] })).toMatchObject({ done: 1, failed: 0 });
    expect(await noticesOf(kim.userId, "ticket.resolved", id)).toBe(0);

    // What was written when it was closed is not taken back.
    const other = await open(kim);
    await execute(tickets.answer, mira.actor, { ticketId: other.id, text: "Done.", status: "closed" });
    expect(await execute(tickets.undoDone, mira.actor, { ticketId: other.id })).toMatchObject({
      ...{ status: "in_progress", lastWord: "staff", reopened: 0 },
    });

    await execute(tickets.update, mira.actor, { ticketId: id, status: "resolved" });
    expect(await noticesOf(kim.userId, "ticket.resolved", id)).toBe(1);
    advanceClock(2 * MINUTE);
    try {
      expect(await codeOf(undone(mira))).toBe("tickets.undo_too_late");
    } finally {
      advanceClock(-2 * MINUTE);
    }
  });

  it("is done by staff to many at once, each with its own line", async () => {
    const ids = [(await open(eve)).id, (await open(eve)).id];
    const { done, failed } = await execute(tickets.updateMany, mira.actor, {
      ticketIds: [...ids, "tkt_01930000000070008000000000000009"],
      status: "resolved",
    });
    expect([done, failed]).toEqual([2, 1]);
    expect(await noticesOf(eve.userId, "ticket.resolved")).toBeGreaterThanOrEqual(2);
    expect(await codeOf(execute(tickets.updateMany, eve.actor, { ticketIds: ids, status: "closed" }))).not.toBe("done");
  });

  it("is removed with all that is in it", async () => {
    const { id } = await open(eve, { subject: "Axolotl" });
    expect(await codeOf(execute(tickets.remove, mira.actor, { ticketId: id }))).toBe("forbidden");
    await execute(tickets.remove, admin.actor, { ticketId: id });
    expect(await runtime.database.query(sql`select 1 from ticket_messages where "ticketId" = ${id}`)).toEqual([]);
    expect((await execute(tickets.search, admin.actor, { q: "axolotl" })).items).toEqual([]);
  });

  it("is found by its new subject, and no more by the old one", async () => {
    const carl = await signedInPerson(runtime, "member", "Carl");
    const { id } = await open(carl, { subject: "Capybara" });
    await execute(tickets.update, mira.actor, { ticketId: id, subject: "Pangolin" });
    expect((await execute(tickets.search, carl.actor, { q: "capybara" })).items).toEqual([]);
    expect((await execute(tickets.search, carl.actor, { q: "pangolin" })).items).toHaveLength(1);
    expect((await execute(tickets.search, mira.actor, { q: "pangolin port" })).items).toHaveLength(1);
  });
});

describe("by the clock", () => {
  it("tells once what is late, also after months and in two processes at once", async () => {
    const dora = await signedInPerson(runtime, "member", "Dora");
    const { id } = await open(dora, { priority: "critical" });
    await execute(tickets.update, omar.actor, { ticketId: id, assigneeId: "me" });
    await keepTickets();
    const lateOf = async () =>
      (await eventsOf("ticket.late"))
        .map(({ payload }) => payload as { ticketId: string; what: string })
        .filter((told) => told.ticketId === id);
    expect(await lateOf()).toEqual([]);
    advanceClock(61 * MINUTE);
    try {
      await Promise.all([keepTickets(), keepTickets(), execute(tickets.keep, SYSTEM, {})]);
      expect((await lateOf()).map(({ what }) => what)).toEqual(["first_answer"]);
      await execute(tickets.answer, omar.actor, { ticketId: id, text: "Looking." });
      advanceClock(90 * DAY);
      await keepTickets();
      expect(await lateOf()).toHaveLength(1);
      await execute(tickets.reply, dora.actor, { ticketId: id, text: "And?" });
      advanceClock(6 * HOUR);
      await keepTickets();
      expect(await lateOf()).toHaveLength(1);
      advanceClock(HOUR);
      await Promise.all([keepTickets(), keepTickets()]);
      expect((await lateOf()).map(({ what }) => what)).toEqual(["first_answer", "resolution"]);
      expect(await noticesOf(omar.userId, "ticket.late", id)).toBe(2);
      expect(
        (await execute(tickets.activity, dora.actor, { ticketId: id })).items.map(({ kind }) => kind),
      ).not.toContain("late");
      expect((await execute(tickets.list, dora.actor, { isLate: true })).total).toBe(0);
      expect((await execute(tickets.list, mira.actor, { isLate: true, requesterId: dora.userId })).total).toBe(1);
    } finally {
      advanceClock(-(61 * MINUTE + 90 * DAY + 7 * HOUR));
    }
  });

  it("closes what was resolved for long, once", async () => {
    const finn = await signedInPerson(runtime, "member", "Finn");
    const { id } = await open(finn);
    await execute(tickets.update, mira.actor, { ticketId: id, status: "resolved" });
    await keepTickets();
    expect((await execute(tickets.get, finn.actor, { ticketId: id })).status).toBe("resolved");
    advanceClock(100 * DAY);
    try {
      await Promise.all([keepTickets(), keepTickets()]);
      const closed = await execute(tickets.get, finn.actor, { ticketId: id });
      expect(closed.status).toBe("closed");
      const lines = (await execute(tickets.activity, finn.actor, { ticketId: id })).items;
      expect(lines.filter(({ to }) => to === "closed")).toHaveLength(1);
    } finally {
      advanceClock(-100 * DAY);
    }
  });
});

describe("categories, prepared answers and due times", () => {
  it("gives no tickets to who answers none any more, and tells those who do", async () => {
    const leaving = await signedInPerson(runtime, "moderator", "Leaving");
    const name = "Of who leaves";
    const category = await execute(ticketCategories.create, admin.actor, { name, assigneeId: leaving.userId });
    const before = await open(eve);
    await execute(tickets.update, mira.actor, { ticketId: before.id, assigneeId: leaving.userId });
    await execute(operations.users.setRoles, SYSTEM, { userId: leaving.userId, roles: ["member"] });
    const told = () => noticesOf(leaving.userId, "ticket.assigned");
    const toldBefore = await told();
    const after = await open(eve, { categoryId: category.id });
    expect(after.assignee).toBeNull();
    await execute(tickets.reply, eve.actor, { ticketId: before.id, text: "Is anybody there?" });
    expect(await told()).toBe(toldBefore);
    expect(await noticesOf(leaving.userId, "ticket.replied")).toBe(0);
    expect(await noticesOf(mira.userId, "ticket.replied", before.id)).toBe(1);
    expect(await noticesOf(mira.userId, "ticket.opened", after.id)).toBe(1);
  });

  it("shows nothing of tickets, and tells nothing of them, to who may answer and not see them", async () => {
    const role = await execute(operations.roles.create, SYSTEM, {
      ...{ name: "Blind", rank: 1, permissions: ["tickets:read", "tickets:answer"] },
    });
    const blind = await signedInPerson(runtime, role.key, "Blind");
    const ticket = await open(eve);
    expect(await noticesOf(blind.userId, "ticket.opened")).toBe(0);
    const macro = await execute(ticketMacros.create, admin.actor, { name: "Who", text: "{member} {ticket}" });
    expect(await codeOf(execute(ticketMacros.fill, blind.actor, { macroId: macro.id, ticketId: ticket.id }))).toBe(
      "not_found",
    );
    expect(await codeOf(execute(tickets.answer, blind.actor, { ticketId: ticket.id, text: "x" }))).toBe("not_found");
    const { items } = await execute(tickets.staff, mira.actor, {});
    expect(items.map((one) => one.id)).not.toContain(blind.userId);
  });

  it("hides staff's own categories from members, and gives its tickets to whom they are for", async () => {
    const create = (name: string, more = {}) => execute(ticketCategories.create, admin.actor, { name, ...more });
    const abuse = await create("Abuse", { isStaffOnly: true });
    const servers = await create("Servers", { assigneeId: mira.userId });
    expect(await codeOf(create("servers"))).toBe("tickets.name_taken");
    expect(await codeOf(create("Other", { assigneeId: ada.userId }))).toBe("tickets.not_staff");
    expect(JSON.stringify(await execute(ticketCategories.list, eve.actor, {}))).not.toContain("Abuse");
    const gina = await signedInPerson(runtime, "member", "Gina");
    expect(await codeOf(open(gina, { categoryId: abuse.id }))).toBe("tickets.category_unknown");
    const made = await open(gina, { categoryId: servers.id });
    expect(made.assignee).toMatchObject({ id: mira.userId });
    expect(await noticesOf(mira.userId, "ticket.assigned")).toBeGreaterThan(0);
    const other = await open(gina, { priority: "low" });
    const listed = async (input: object) =>
      (await execute(tickets.list, gina.actor, input)).items.map(({ id }) => id).sort();
    expect(await listed({ categoryId: servers.id })).toEqual([made.id]);
    expect(await listed({ categoryId: `${abuse.id},${servers.id}` })).toEqual([made.id]);
    expect(await listed({ priority: "low,medium" })).toEqual([made.id, other.id].sort());
    expect(await listed({ priority: "low,high" })).toEqual([other.id]);
    expect(await codeOf(execute(tickets.list, gina.actor, { priority: "low,urgent" }))).toBe("invalid_input");
    await execute(tickets.update, mira.actor, { ticketId: made.id, categoryId: abuse.id });
    expect((await execute(tickets.get, gina.actor, { ticketId: made.id })).category).toBeNull();
    expect(JSON.stringify(await execute(tickets.activity, gina.actor, { ticketId: made.id }))).not.toContain("Abuse");
    expect((await execute(tickets.list, gina.actor, { categoryId: abuse.id })).total).toBe(0);
    await execute(ticketCategories.remove, admin.actor, { categoryId: abuse.id });
    expect((await execute(tickets.get, mira.actor, { ticketId: made.id })).category).toBeNull();
  });

  it("fills a prepared answer for a ticket", async () => {
    const macro = await execute(ticketMacros.create, admin.actor, {
      name: "Hello",
      text: "Hello {member}, about {ticket}{server}.",
    });
    const hugo = await signedInPerson(runtime, "member", "Hugo");
    const { id, number } = await open(hugo);
    const { text } = await execute(ticketMacros.fill, mira.actor, { macroId: macro.id, ticketId: id });
    expect(text).toBe(`Hello Hugo, about #${number}.`);
    expect(await codeOf(execute(ticketMacros.fill, hugo.actor, { macroId: macro.id, ticketId: id }))).toBe("not_found");
    expect(await codeOf(execute(ticketMacros.update, mira.actor, { macroId: macro.id, name: "x" }))).toBe("forbidden");
  });

  it("makes times those of the new priority, and counts what has rested", async () => {
    const ines = await signedInPerson(runtime, "member", "Ines");
    const { id, createdAt } = await open(ines, { priority: "low" });
    const dueOf = async () => (await execute(tickets.get, mira.actor, { ticketId: id })).due!.resolutionAt;
    const after = (minutes: number) => new Date(Date.parse(createdAt) + minutes * MINUTE).toISOString();
    expect(await dueOf()).toBe(after(7 * 24 * 60));
    await execute(tickets.update, mira.actor, { ticketId: id, priority: "critical" });
    expect(await dueOf()).toBe(after(8 * 60));
    await execute(ticketDueTimes.update, admin.actor, {
      items: [{ priority: "high", firstAnswerMin: null, resolutionMin: null }],
    });
    await execute(tickets.update, mira.actor, { ticketId: id, priority: "high" });
    expect(await dueOf()).toBeNull();
    await keepTickets();
  });
});

it("counts what there is, and says null of what is not known", async () => {
  const fresh = await createTestRuntime();
  try {
    await bootstrap(fresh.database);
    const boss = await signedInPerson(fresh, "admin", "Boss");
    const empty = await execute(tickets.stats, boss.actor, {});
    expect(empty).toMatchObject({ answered: 0, medianFirstAnswerMin: null, meanRating: null });
    const member = await signedInPerson(fresh, "member", "Ada");
    const { id } = await execute(tickets.create, member.actor, { subject: "x", text: "y" });
    await execute(tickets.create, member.actor, { subject: "x", text: "y" });
    await execute(tickets.answer, boss.actor, { ticketId: id, text: "z", status: "resolved" });
    await execute(tickets.rate, member.actor, { ticketId: id, rating: 4 });
    expect(await execute(tickets.stats, boss.actor, {})).toMatchObject({
      byStatus: { open: 1, in_progress: 0, resolved: 1, closed: 0 },
      unassigned: 1,
      waiting: 1,
      late: 0,
      answered: 1,
      rated: 1,
      meanRating: 4,
    });
    const { tickets: own } = await execute(operations.dashboard.stats, member.actor, {});
    expect(own).toMatchObject({ open: 1, resolved: 1 });
    expect(own.recent.map(({ status }) => status)).toEqual(["open", "resolved"]);
    const figuresOf = async (...scopes: Permission[]) =>
      (await execute(operations.dashboard.stats, keyOf(member.actor, scopes), {})).tickets;
    expect(await figuresOf("api-keys:read")).toEqual({ open: null, resolved: null, recent: [] });
    expect(await figuresOf("api-keys:read", "tickets:read")).toEqual(own);
  } finally {
    await fresh.close();
  }
});
