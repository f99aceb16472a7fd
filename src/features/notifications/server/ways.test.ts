import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR, MINUTE } from "#app/lib/duration.ts";
import type { AppError } from "#app/lib/errors.ts";
import { ANONYMOUS, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { PendingEvent } from "#app/operation/outbox.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { sql } from "#app/platform/sql.ts";
import { type DiscordServer, directChannelOf, startDiscordServer } from "#app/testing/discord-server.ts";
import { startMailServer, type TestMailServer } from "#app/testing/mail-server.ts";
import { newAddress, type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { handleUnsubscribe } from "#app/transport/next/unsubscribe.ts";
import { digestAfter, type Notice, notify } from "./notify.ts";
import { sendNotices } from "./send-notices.ts";
import { readUnsubscribeToken, unsubscribeToken } from "./unsubscribe-token.ts";

const { notifications, settings, tickets } = operations;
let runtime: TestRuntime;
let mail: TestMailServer;
let discord: DiscordServer;
let moved = 0;

beforeAll(async () => {
  runtime = await createTestRuntime();
  mail = await startMailServer();
  discord = await startDiscordServer();
  setEnvironment({ SMTP_URL: mail.url, DISCORD_URL: discord.url });
  await bootstrap(runtime.database);
  await runtime.database.prisma.discordBot.create({
    data: {
      id: 1,
      token: runtime.vault.seal(discord.token),
      applicationId: discord.applicationId,
      name: "Gatekeeper",
      state: "off",
      stateAt: now(),
      position: 0,
    },
  });
});
afterEach(async () => {
  advanceClock(-moved);
  moved = 0;
  mail.mails.length = 0;
  discord.messages.length = 0;
  await runtime.database.prisma.noticeSend.deleteMany({});
});
afterAll(async () => {
  setEnvironment({ SMTP_URL: undefined, DISCORD_URL: undefined });
  await Promise.all([mail.close(), discord.close()]);
  await runtime.close();
});

function move(ms: number): void {
  moved += ms;
  advanceClock(ms);
}

let count = 0;
const failing: Omit<Notice, "once"> = { type: "webhook.failing", params: { name: "Status" }, about: null };

function tell(
  userIds: string[],
  notice: Omit<Notice, "once"> = failing,
  once = `occasion ${++count}`,
): Promise<number> {
  const emit = (() => {}) as unknown as (event: never, payload: never) => PendingEvent;
  return runtime.database.transaction((db) =>
    notify({ db, now: now(), emit: emit as never }, userIds, { ...notice, once }),
  );
}

const ways = (bell: boolean, mail: boolean, discord: boolean) => ({ bell, mail, discord });
const choose = (person: SignedIn, chosen: ReturnType<typeof ways> | null, digest?: boolean) =>
  execute(notifications.choose, person.actor, {
    choices: [{ type: "webhook.failing", ways: chosen }],
    ...(digest !== undefined && { digest }),
  });
const sends = () => runtime.database.prisma.noticeSend.findMany({ orderBy: { notificationId: "asc" } });

async function linked(discordId: string): Promise<SignedIn> {
  const person = await signedInPerson(runtime, "member");
  await runtime.database.prisma.discordLink.create({
    data: { discordId, userId: person.userId, name: "ada", linkedAt: now() },
  });
  return person;
}

describe("a notice", () => {
  it("comes in the bell alone by itself, and by mail too where it is grave", async () => {
    const person = await signedInPerson(runtime, "member");
    await tell([person.userId]);
    expect(await sends()).toEqual([]);
    await tell([person.userId], {
      type: "webhook.disabled",
      params: { name: "Status" },
      about: { kind: "webhook", id: "whk_1" },
    });
    await sendNotices(runtime);
    expect(mail.mails).toHaveLength(1);
    const [text] = mail.mails;
    expect(text).toContain("The webhook Status was switched off, because its receiver takes no events.");
    expect(text).toContain("http://127.0.0.1:3000/webhooks/whk_1");
    expect(text).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(text).toContain("/settings/notifications");
    expect((await execute(notifications.list, person.actor, {})).unread).toBe(2);
  });

  it("is mailed once also where the mail server takes its time over each of many", async () => {
    const person = await signedInPerson(runtime, "member");
    const asked = [];
    for (const subject of ["One", "Two", "Three"])
      asked.push(await execute(tickets.create, person.actor, { subject, text: "Please." }));
    for (const { id: ticketId, number, subject } of asked)
      await tell([person.userId], {
        ...{ type: "ticket.answered", params: { number, subject }, about: { kind: "ticket", id: ticketId } },
      });
    // Each takes a minute and a half, and another process looks for what waits meanwhile.
    mail.meanwhile = async () => {
      move(1.5 * MINUTE);
      await sendNotices(runtime);
    };
    try {
      await sendNotices(runtime);
    } finally {
      mail.meanwhile = async () => {};
    }
    const subjects = mail.mails.map((text) => /^Subject: .*#\d+ (\w+)/m.exec(text)?.[1]);
    expect(subjects.sort()).toEqual(["One", "Three", "Two"]);
  });

  it("is not mailed to an address that has yet to be confirmed, where the panel asks for that", async () => {
    const asks = (value: boolean) => execute(settings.set, SYSTEM, { key: "email-verification", value });
    const grave = { type: "webhook.disabled", params: { name: "Status" }, about: null } as const;
    const person = await signedInPerson(runtime, "member");
    await runtime.database.execute(sql`update users set "mustVerifySince" = ${now()} where id = ${person.userId}`);
    await tell([person.userId], grave);
    await asks(true);
    try {
      // Somebody else's, as it may be: neither what was waiting goes there nor what is told now.
      await expect
        .poll(
          async () => {
            await runtime.database.prisma.noticeSend.updateMany({ data: { state: "waiting", claimedUntil: null } });
            await sendNotices(runtime);
            return (await sends())[0]?.state;
          },
          { timeout: 10_000 },
        )
        .toBe("failed");
      mail.mails.length = 0;
      await tell([person.userId], grave);
      expect(await sends()).toHaveLength(1);
      await sendNotices(runtime);
      expect(mail.mails).toEqual([]);
      await runtime.database.execute(sql`update users set "emailVerifiedAt" = ${now()} where id = ${person.userId}`);
      await tell([person.userId], grave);
      await sendNotices(runtime);
      expect(mail.mails).toHaveLength(1);
    } finally {
      await asks(false);
    }
  });

  it("is mailed once, however many processes send and however often it is told", async () => {
    const people = await Promise.all(["a", "b", "c", "d"].map((name) => signedInPerson(runtime, "member", name)));
    for (const person of people) await choose(person, ways(true, true, false));
    const ids = people.map(({ userId }) => userId);
    await Promise.all(Array.from({ length: 5 }, () => tell(ids, failing, "the same")));
    await Promise.all(Array.from({ length: 4 }, () => sendNotices(runtime)));
    await sendNotices(runtime);
    expect(mail.mails).toHaveLength(4);
    expect((await sends()).map(({ state, tries }) => [state, tries])).toEqual(people.map(() => ["sent", 1]));
  });

  it("that is not wanted in the bell is not there, and its occasion is still told once", async () => {
    const person = await signedInPerson(runtime, "member");
    await choose(person, ways(false, true, false));
    await tell([person.userId], failing, "quiet");
    await tell([person.userId], failing, "quiet");
    await sendNotices(runtime);
    expect(await execute(notifications.list, person.actor, {})).toMatchObject({ total: 0, unread: 0 });
    expect(mail.mails).toHaveLength(1);
  });

  it("waits for the one mail a day where that is wanted, and all of the day go in it", async () => {
    const person = await signedInPerson(runtime, "member");
    await choose(person, ways(true, true, false), true);
    for (const name of ["One", "Two", "Three"]) await tell([person.userId], { ...failing, params: { name } });
    await sendNotices(runtime);
    expect(mail.mails).toHaveLength(0);
    move(DAY);
    await sendNotices(runtime);
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]).toMatch(/Subject: 3 notices from Gamekeeper/);
    for (const name of ["One", "Two", "Three"]) expect(mail.mails[0]).toContain(`The webhook ${name} did not take`);
  });

  it("after months of standstill is old news, and nobody gets a flood of it", async () => {
    const person = await signedInPerson(runtime, "member");
    await choose(person, ways(true, true, false));
    await tell([person.userId]);
    move(100 * DAY);
    await sendNotices(runtime);
    expect(mail.mails).toHaveLength(0);
    expect((await sends())[0]!.state).toBe("late");
  });

  it("whose mail server is away is tried again later, with a rest that grows", async () => {
    const person = await signedInPerson(runtime, "member");
    await choose(person, ways(true, true, false));
    setEnvironment({ SMTP_URL: "smtp://127.0.0.1:1", DISCORD_URL: discord.url });
    await tell([person.userId]);
    await sendNotices(runtime);
    expect((await sends())[0]).toMatchObject({
      state: "waiting",
      tries: 1,
      problem: expect.stringContaining("not taken"),
    });
    setEnvironment({ SMTP_URL: mail.url, DISCORD_URL: discord.url });
    await sendNotices(runtime);
    expect(mail.mails).toHaveLength(0);
    move(3 * MINUTE);
    await sendNotices(runtime);
    expect(mail.mails).toHaveLength(1);
  });

  it("with a hostile name adds no header and no line to the mail's head", async () => {
    const person = await signedInPerson(runtime, "member");
    await choose(person, ways(true, true, false));
    await tell([person.userId], { ...failing, params: { name: "x\r\nBcc: all@example.org\r\n\r\nhello" } });
    await sendNotices(runtime);
    const [head] = mail.mails[0]!.split("\r\n\r\n");
    expect(head).not.toMatch(/^Bcc:/m);
  });

  it("comes on Discord once, its markup tame, to who is linked", async () => {
    const person = await linked("2200000000000000001");
    await choose(person, ways(true, false, true));
    await tell([person.userId], { ...failing, params: { name: "@everyone **x**" } });
    await Promise.all([sendNotices(runtime), sendNotices(runtime)]);
    expect(discord.messages).toHaveLength(1);
    const [message] = discord.messages;
    expect(message!.channelId).toBe(directChannelOf("2200000000000000001"));
    expect(message!.body.content).toContain("\\@everyone \\*\\*x\\*\\*");
    expect(message!.body.allowed_mentions).toEqual({ parse: [] });
    expect(mail.mails).toHaveLength(0);
  });

  it("that Discord does not let through is not tried for ever", async () => {
    const person = await linked("2200000000000000002");
    discord.closedTo.push("2200000000000000002");
    await choose(person, ways(true, false, true));
    await tell([person.userId]);
    await sendNotices(runtime);
    expect((await sends())[0]).toMatchObject({ state: "failed", problem: expect.stringContaining("take no messages") });
  });

  it("is no row where there is neither address nor link, or the way is off", async () => {
    const person = await signedInPerson(runtime, "member");
    await choose(person, ways(true, true, true));
    await runtime.database.prisma.user.update({ where: { id: person.userId }, data: { email: null } });
    await tell([person.userId]);
    expect(await sends()).toEqual([]);
  });
});

describe("the one mail a day", () => {
  it("is sent at eight in the morning, UTC", () => {
    const at = (text: string) => digestAfter(new Date(text)).toISOString();
    expect(at("2026-03-01T07:59:59.999Z")).toBe("2026-03-01T08:00:00.000Z");
    expect(at("2026-03-01T08:00:00.000Z")).toBe("2026-03-02T08:00:00.000Z");
    expect(at("2026-12-31T23:00:00.000Z")).toBe("2027-01-01T08:00:00.000Z");
    expect(new Date(at("2026-03-01T00:00:00.000Z")).getTime() % DAY).toBe(8 * HOUR);
  });
});

describe("notifications.settings", () => {
  it("show each type with how it comes, and a choice is given up by null", async () => {
    const person = await signedInPerson(runtime, "member");
    const of = (settings: { items: { type: string }[] }) =>
      settings.items.find(({ type }) => type === "webhook.failing");
    expect(of(await choose(person, ways(false, true, true)))).toMatchObject({
      ...ways(false, true, true),
      isChosen: true,
    });
    expect(of(await choose(person, null))).toMatchObject({ ...ways(true, false, false), isChosen: false });
    const shown = await execute(notifications.settings, person.actor, {});
    expect(shown).toMatchObject({
      mail: { isOn: true, address: person.email },
      discord: { isOn: true, isLinked: false },
    });
    const typesOf = ({ items }: { items: { type: string }[] }) => items.map(({ type }) => type);
    expect(typesOf(shown)).toEqual(expect.arrayContaining(["ticket.answered", "api_key.expiring"]));
    // What is told to staff and to owners alone is no choice of a member's.
    expect(typesOf(shown).filter((type) => /^(panel_backup|ticket\.(opened|late|assigned))/.test(type))).toEqual([]);
    const owner = await signedInPerson(runtime, "owner");
    expect(typesOf(await execute(notifications.settings, owner.actor, {}))).toEqual(
      expect.arrayContaining(["panel_backup.failed", "ticket.opened"]),
    );
    const unknown = execute(notifications.choose, person.actor, {
      choices: [{ type: "no.such" as never, ways: null }],
    });
    await expect(unknown).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("notifications.unsubscribe", () => {
  const ask = (token: string) => execute(notifications.unsubscribe, ANONYMOUS, { token }, { address: newAddress() });

  it("ends the mails of one type to one person, also those that wait", async () => {
    const [person, other] = [await signedInPerson(runtime, "member"), await signedInPerson(runtime, "member")];
    for (const one of [person, other]) await choose(one, ways(true, true, false));
    await tell([person.userId, other.userId]);
    const answer = await ask(unsubscribeToken(runtime, { userId: person.userId, type: "webhook.failing" }));
    expect(answer).toEqual({ type: "webhook.failing", title: "A webhook fails" });
    await sendNotices(runtime);
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]).toContain(`To: ${other.email}`);
    const { items } = await execute(notifications.settings, person.actor, {});
    expect(items.filter((item) => item.mail).map(({ type }) => type)).toContain("webhook.disabled");
    await ask(unsubscribeToken(runtime, { userId: person.userId, type: null }));
    expect((await execute(notifications.settings, person.actor, {})).items.filter((item) => item.mail)).toEqual([]);
  });

  it("takes no token that is forged, cut, of another panel or of nobody", async () => {
    const person = await signedInPerson(runtime, "member");
    const good = unsubscribeToken(runtime, { userId: person.userId, type: "webhook.failing" });
    const [body, signature] = good.split(".");
    const other = Buffer.from(`${person.userId} *`).toString("base64url");
    for (const forged of [
      "x",
      ".",
      `${other}.${signature}`,
      `${body}.`,
      `${body}.${signature!.slice(2)}`,
      `${good}.x`,
      unsubscribeToken(runtime, { userId: "usr_gone", type: null }),
    ])
      expect(await ask(forged).catch((error: AppError) => error.reason)).toBe("identity.token_invalid");
    expect(readUnsubscribeToken(runtime, good)).toEqual({ userId: person.userId, type: "webhook.failing" });
  });

  it("by the mail program's one click is a POST; who opens the address is asked first", async () => {
    const person = await signedInPerson(runtime, "member");
    await choose(person, ways(true, true, false));
    const token = unsubscribeToken(runtime, { userId: person.userId, type: "webhook.failing" });
    const at = (method: string, given = token) =>
      handleUnsubscribe(
        new Request(`http://127.0.0.1:3000/api/unsubscribe?token=${given}`, {
          method,
          ...(method === "POST" && { body: "List-Unsubscribe=One-Click" }),
        }),
        { address: newAddress() },
      );
    const opened = await at("GET");
    expect([opened.status, opened.headers.get("location")]).toEqual([303, `/unsubscribe?token=${token}`]);
    const isMailed = async () =>
      (await execute(notifications.settings, person.actor, {})).items.find(({ type }) => type === "webhook.failing")!
        .mail;
    expect(await isMailed()).toBe(true);
    expect((await at("POST")).status).toBe(200);
    expect(await isMailed()).toBe(false);
    expect((await at("POST")).status).toBe(200);
    expect((await at("POST", "forged.token")).status).toBe(404);
  });
});
