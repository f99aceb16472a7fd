import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect as connectTls } from "node:tls";
import { createTransport } from "nodemailer";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { sendNotices } from "#app/features/notifications/server/send-notices.ts";
import { operations } from "#app/features/registry.ts";
import { ABOVE_LINE } from "#app/features/tickets/cut-mail.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { MemoryLimiter } from "#app/operation/limiter.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { env, setEnvironment } from "#app/platform/env.ts";
import { freePorts } from "#app/platform/ports.ts";
import { sql } from "#app/platform/sql.ts";
import { startMailServer, type TestMailServer } from "#app/testing/mail-server.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { LOCALHOST_CERTIFICATE, LOCALHOST_KEY } from "#app/testing/tls-certificate.ts";
import { type MailListener, startMailListener } from "./mail-listener.ts";

const { tickets, users, notifications } = operations;
const DOMAIN = "tickets.example.net";

let runtime: TestRuntime;
let outbox: TestMailServer;
let listener: MailListener;
let port: number;
let ada: SignedIn;
let eve: SignedIn;
let mira: SignedIn;
let moved = 0;

beforeAll(async () => {
  runtime = await createTestRuntime();
  outbox = await startMailServer();
  [port] = (await freePorts(1)) as [number];
  const settings = setEnvironment({
    ...{ SMTP_URL: outbox.url, TICKETS_MAIL_PORT: String(port), TICKETS_MAIL_DOMAIN: DOMAIN },
  });
  await bootstrap(runtime.database);
  ada = await signedInPerson(runtime, "member", "Ada");
  eve = await signedInPerson(runtime, "member", "Eve");
  mira = await signedInPerson(runtime, "moderator", "Mira");
  listener = startMailListener(runtime, { settings, retryMs: 20 })!;
  await listener.listening;
});
afterEach(() => {
  advanceClock(-moved);
  moved = 0;
});
afterAll(async () => {
  await listener.stop();
  setEnvironment({ SMTP_URL: undefined, TICKETS_MAIL_PORT: undefined, TICKETS_MAIL_DOMAIN: undefined });
  await outbox.close();
  await runtime.close();
});

function move(ms: number): void {
  moved += ms;
  advanceClock(ms);
}

/** A ticket that staff has answered, and the addresses that the mails about it gave to its member and to staff. */
async function answered(member = ada, text = "Try port 25566.") {
  await execute(notifications.choose, mira.actor, {
    choices: [{ type: "ticket.opened", ways: { bell: true, mail: true, discord: false } }],
  });
  outbox.mails.length = 0;
  // A member opens a few tickets an hour.
  runtime.limiter = new MemoryLimiter();
  const ticket = await execute(tickets.create, member.actor, {
    subject: "It does not start",
    text: "The port is taken.",
  });
  await execute(tickets.answer, mira.actor, { ticketId: ticket.id, text });
  await sendNotices(runtime);
  const [toMember, toStaff] = [member, mira].map(
    ({ email }) => outbox.mails.find((mail) => mail.includes(`To: ${email}`) && mail.includes(`.${ticket.id}@`))!,
  );
  return {
    ticket,
    toMember: toMember!,
    toStaff: toStaff!,
    address: replyToOf(toMember!),
    staffAddress: replyToOf(toStaff!),
  };
}

function replyToOf(mail: string): string {
  return /^Reply-To:\s+<?([^\s<>]+)>?/im.exec(mail)![1]!;
}

interface Sent {
  from?: string;
  to: string;
  text?: string;
  [more: string]: unknown;
}

/** Sends a mail as a mail server would; gives what it is answered, with the code. */
async function send({ from = ada.email, to, text = "Works.", ...more }: Sent): Promise<string> {
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true, name: "mail.example.org" });
  try {
    return (await transport.sendMail({ from, to, subject: "Re: It does not start", text, ...more })).response;
  } catch (error) {
    return (error as { response?: string }).response ?? String(error);
  } finally {
    transport.close();
  }
}

const messagesOf = async (ticketId: string) => (await execute(tickets.messages, mira.actor, { ticketId })).items;
const looseFiles = () => runtime.database.query(sql`select 1 from ticket_attachments where "messageId" is null`);

describe("a mail about a ticket", () => {
  it("has the answer's words as they are, and an address to answer to, in one thread", async () => {
    const { ticket, toMember, toStaff, address } = await answered(ada, "Try <b>25566</b>.\n\n> or not");
    expect(toMember).toContain("Try <b>25566</b>.");
    expect(toMember).toContain("Content-Type: text/plain");
    expect(toMember).toContain(ABOVE_LINE);
    expect(address).toMatch(new RegExp(`^ticket\\+${ticket.number}\\.[0-9a-f]{32}@${DOMAIN.replaceAll(".", "\\.")}$`));
    expect(toMember).toMatch(new RegExp(`^References:\\s+<ticket\\.${ticket.id}@`, "m"));
    expect(toStaff).toContain("The port is taken.");
    expect(replyToOf(toStaff)).not.toBe(address);
    for (const mail of [toMember, toStaff]) expect(mail).toMatch(/^Message-ID: <ntf_/im);
  });

  it("tells a note to nobody, and nothing to staff who are no more", async () => {
    const { ticket } = await answered();
    const gone = await signedInPerson(runtime, "moderator", "Gone");
    await execute(notifications.choose, gone.actor, {
      choices: [{ type: "ticket.replied", ways: { bell: true, mail: true, discord: false } }],
    });
    outbox.mails.length = 0;
    await execute(tickets.note, mira.actor, { ticketId: ticket.id, text: "She is right, I think." });
    await execute(tickets.reply, ada.actor, { ticketId: ticket.id, text: "Very secret words" });
    await runtime.database.execute(sql`delete from role_members where "userId" = ${gone.userId}`);
    await sendNotices(runtime);
    expect(outbox.mails.join("\n")).not.toContain("She is right");
    expect(outbox.mails.filter((mail) => mail.includes(`To: ${gone.email}`)).join("\n")).not.toContain("Very secret");
  });

  it("is one for each ticket, and in the one mail a day has no single address", async () => {
    const zoe = await signedInPerson(runtime, "member", "Zoe");
    const both = async () => {
      for (const text of ["First answer.", "Second answer."]) {
        const { id } = await execute(tickets.create, zoe.actor, { subject: text, text });
        await execute(tickets.answer, mira.actor, { ticketId: id, text });
      }
      outbox.mails.length = 0;
      await sendNotices(runtime);
      const mails = outbox.mails.filter((mail) => mail.includes(`To: ${zoe.email}`));
      outbox.mails.length = 0;
      return mails;
    };
    const mails = await both();
    expect(new Set(mails.map(replyToOf)).size).toBe(2);
    await execute(notifications.choose, zoe.actor, { choices: [], digest: true });
    expect(await both()).toEqual([]);
    move(DAY);
    await sendNotices(runtime);
    const daily = outbox.mails.filter((mail) => mail.includes(`To: ${zoe.email}`));
    expect(daily).toHaveLength(1);
    expect(daily[0]).toContain("First answer.");
    expect(daily[0]).toContain("Second answer.");
    expect(daily[0]).not.toMatch(/^Reply-To:/im);
  });

  it("cannot be answered where the panel takes no mail", async () => {
    setEnvironment({ SMTP_URL: outbox.url });
    try {
      outbox.mails.length = 0;
      const { id } = await execute(tickets.create, eve.actor, { subject: "x", text: "y" });
      await execute(tickets.answer, mira.actor, { ticketId: id, text: "Words." });
      await sendNotices(runtime);
      const mail = outbox.mails.find((one) => one.includes(`To: ${eve.email}`))!;
      expect(mail).toContain("Words.");
      expect(mail).not.toMatch(/^Reply-To:/im);
      expect(mail).not.toContain(ABOVE_LINE);
    } finally {
      setEnvironment({ SMTP_URL: outbox.url, TICKETS_MAIL_PORT: String(port), TICKETS_MAIL_DOMAIN: DOMAIN });
    }
  });
});

describe("an answer by mail", () => {
  it("is in the ticket, without what it quotes, and staff is told", async () => {
    const { ticket, address } = await answered();
    const text = `Port 25566 works.\n\nOn Monday Gamekeeper wrote:\n> ${ABOVE_LINE}\n> Try port 25566.\n`;
    expect(await send({ from: `Ada <${ada.email.toUpperCase()}>`, to: address.toUpperCase(), text })).toMatch(/^250/);
    const [newest] = await messagesOf(ticket.id);
    expect(newest).toMatchObject({
      text: "Port 25566 works.",
      via: "mail",
      byStaff: false,
      author: { id: ada.userId },
    });
    expect(await execute(tickets.get, ada.actor, { ticketId: ticket.id })).toMatchObject({ lastWord: "member" });
    const [audited] = await runtime.database.query(
      sql`select operation, "actorId" from audit_entries where "targetId" = ${ticket.id} order by id desc limit 1`,
    );
    expect(audited).toEqual({ operation: "tickets.reply", actorId: ada.userId });
  });

  it("of staff answers the member, and of HTML alone is text", async () => {
    const { ticket, staffAddress } = await answered();
    const html = "<p>Restart <b>it</b></p><script>alert(1)</script>";
    expect(await send({ from: mira.email, to: staffAddress, text: "", html })).toMatch(/^250/);
    const [newest] = await messagesOf(ticket.id);
    expect(newest).toMatchObject({ text: "Restart it", via: "mail", byStaff: true, author: { id: mira.userId } });
  });

  it("has its files by the same check, and says which were not taken", async () => {
    const { ticket, address } = await answered();
    const content = await sharp({ create: { width: 9, height: 7, channels: 3, background: "#123" } })
      .png()
      .toBuffer();
    const bomb = await sharp({ create: { width: 9_000, height: 10, channels: 3, background: "#123" } })
      .png()
      .toBuffer();
    const attachments = [
      { filename: "../../shot.png", content },
      { filename: "bomb.png", content: bomb },
      { filename: "game.exe", content: Buffer.from([0x4d, 0x5a, 0, 0, 0xff, 0xfe]) },
      { filename: "x.svg", content: "<svg onload=alert(1)></svg>" },
    ];
    expect(await send({ to: address, text: "", attachments })).toMatch(/^250/);
    const [newest] = await messagesOf(ticket.id);
    expect(newest!.attachments).toMatchObject([{ name: "shot.png", width: 9, height: 7 }]);
    for (const name of ["bomb.png", "game.exe", "x.svg"]) expect(newest!.text).toContain(`${name}: `);
    expect(await looseFiles()).toEqual([]);
  });

  it("comes in once, however often and at once it is sent", async () => {
    const { ticket, address } = await answered();
    const mail = { to: address, messageId: "<same@example.org>", attachments: [{ filename: "a.log", content: "a" }] };
    const answers = await Promise.all(Array.from({ length: 3 }, () => send(mail)));
    expect(answers.every((answer) => answer.startsWith("250"))).toBe(true);
    expect(await send(mail)).toMatch(/^250.*taken before/);
    expect((await messagesOf(ticket.id)).filter(({ via }) => via === "mail")).toHaveLength(1);
    expect(await looseFiles()).toEqual([]);
    const other = await answered(eve);
    expect(await send({ ...mail, from: eve.email, to: other.address })).toMatch(/added/);
  });

  it("opens a ticket again as the page does, until it is too late", async () => {
    const { ticket, address } = await answered();
    await execute(tickets.update, mira.actor, { ticketId: ticket.id, status: "closed" });
    expect(await send({ to: address })).toMatch(/^250/);
    expect((await execute(tickets.get, mira.actor, { ticketId: ticket.id })).status).toBe("open");
    await execute(tickets.update, mira.actor, { ticketId: ticket.id, status: "closed" });
    move(100 * DAY);
    const late = await send({ to: address, attachments: [{ filename: "a.log", content: "a" }] });
    expect(late).toMatch(/^550.*Open a new one/);
    expect(await looseFiles()).toEqual([]);
  });
});

describe("what is not taken", () => {
  it("is a mail to an address that is forged, of another ticket, of another domain or of nobody", async () => {
    const mine = await answered();
    const hers = await answered(eve);
    const signature = /\.([0-9a-f]{32})@/.exec(mine.address)![1]!;
    for (const to of [
      mine.address.replace(signature, "0".repeat(32)),
      mine.address.replace(signature, ""),
      mine.address.replace(`+${mine.ticket.number}.`, `+${hers.ticket.number}.`),
      mine.address.replace(`+${mine.ticket.number}.`, "+999999999999."),
      mine.address.replace(DOMAIN, "example.org"),
      `ticket+${mine.ticket.number}@${DOMAIN}`,
      `postmaster@${DOMAIN}`,
      `"ticket+1' or 1=1 --"@${DOMAIN}`,
    ])
      expect(`${to} ${await send({ to, envelope: { from: ada.email, to } })}`).toMatch(/ 5\d\d /);
    expect(await messagesOf(hers.ticket.id)).toHaveLength(2);
  });

  it("is a mail of another sender to a good address, or of several", async () => {
    const { ticket, address } = await answered();
    for (const from of [
      eve.email,
      mira.email,
      `"${ada.email}" <${eve.email}>`,
      `${ada.email}, ${eve.email}`,
      `${ada.email}.example.org`,
    ])
      expect(await send({ from, to: address, envelope: { from: ada.email, to: address } })).toMatch(/^550/);
    const body = (...from: string[]) =>
      [...from.map((one) => `From: ${one}`), "Subject: x", "", "Forged."].join("\r\n");
    for (const raw of [
      body(eve.email, ada.email),
      body(ada.email, eve.email),
      body(ada.email, ada.email),
      body(`staff: ${ada.email};`),
      body(),
    ])
      expect(await send({ to: address, raw, envelope: { from: ada.email, to: address } })).toMatch(/^550/);
    expect(await messagesOf(ticket.id)).toHaveLength(2);
  });

  it("is a mail of who is suspended, has another address by now, or is of the staff no more", async () => {
    const [joe, sam] = [await signedInPerson(runtime, "member", "Joe"), await signedInPerson(runtime, "member", "Sam")];
    const [of, other] = [await answered(joe), await answered(sam)];
    await execute(users.suspend, SYSTEM, { userId: joe.userId });
    expect(await send({ from: joe.email, to: of.address })).toMatch(/^550/);
    await runtime.database.execute(sql`update users set email = 'new@example.org' where id = ${sam.userId}`);
    for (const from of [sam.email, "new@example.org"]) expect(await send({ from, to: other.address })).toMatch(/^550/);
    const { staffAddress } = await answered(eve);
    const held = await runtime.database.query(
      sql`delete from role_members where "userId" = ${mira.userId} returning "roleId"`,
    );
    try {
      expect(await send({ from: mira.email, to: staffAddress })).toMatch(/^550/);
    } finally {
      const [{ roleId }] = held as [{ roleId: string }];
      await runtime.database.execute(
        sql`insert into role_members ("userId", "roleId") values (${mira.userId}, ${roleId})`,
      );
    }
  });

  it("is what a program wrote: nothing is answered to it, and nothing is in the ticket", async () => {
    const { ticket, address, toMember } = await answered();
    const own = /^Message-ID: (<\S+>)/im.exec(toMember)![1]!;
    for (const more of [
      { headers: { "Auto-Submitted": "auto-replied" } },
      { headers: { Precedence: "bulk" } },
      { headers: { "X-Autoreply": "yes" } },
      { headers: { "List-Id": "<all.example.org>" } },
      { messageId: own },
      { envelope: { from: "", to: address } },
    ])
      expect(await send({ to: address, ...more })).toMatch(/^250.*not for a ticket/);
    expect(await send({ to: address, headers: { "Auto-Submitted": "no" } })).toMatch(/^250.*added/);
    expect(await messagesOf(ticket.id)).toHaveLength(3);
  });

  it("is a mail that is too large, and of a long one what is too much", async () => {
    const { ticket, address } = await answered();
    const content = Buffer.alloc(16 * 1024 * 1024);
    expect(await send({ to: address, attachments: [{ filename: "big.log", content }] })).toMatch(/^552/);
    expect(await send({ to: address, text: `${"word ".repeat(100_000)}` })).toMatch(/^250/);
    const [newest] = await messagesOf(ticket.id);
    expect(newest!.text.length).toBeLessThanOrEqual(10_000);
    expect(newest!.text).toContain("cut here");
  });

  it("is a mail made to break its reader", async () => {
    const { address } = await answered();
    const head = `From: ${ada.email}\r\nMessage-ID: <${Math.random()}@x>\r\n`;
    const nested = Array.from(
      { length: 1_500 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
    );
    const hostile = [
      `${head}${nested.join("")}\r\nx`,
      `${head}Content-Type: text/html\r\n\r\n${"<div>".repeat(90_000)}`,
      `${head}Content-Type: text/html\r\n\r\n${"<p>x</p>".repeat(90_000)}`,
      `${head}X: ${"y".repeat(2_000_000)}\r\n\r\nx`,
      `${head}Content-Type: text/plain; charset=no-such\r\n\r\n\u0000\ud800 x`,
      "",
    ];
    for (const raw of hostile)
      expect(await send({ to: address, raw, envelope: { from: ada.email, to: address } })).toMatch(/^[25]\d\d/);
    expect(await send({ to: address, text: "still here" })).toMatch(/^250.*added/);
  });

  it("is a mail that costs its reader more than a mail may, for which nothing else waits", async () => {
    const { address } = await answered();
    const head = `From: ${ada.email}\r\nMessage-ID: <${Math.random()}@x>\r\n`;
    const coded = `${head}Content-Transfer-Encoding: quoted-printable\r\n\r\n`;
    // Minutes of whoever reads it: each space is looked at with all that follow it.
    const raw = `${coded}a${" ".repeat(1_000_000)}b`;
    expect(await send({ to: address, raw, envelope: { from: ada.email, to: address } })).toMatch(
      /^550.*cannot be read/,
    );
    // A gigabyte of memory.
    const lines = `${head}\r\n${"\r\n".repeat(9 * 1024 * 1024)}`;
    expect(await send({ to: address, raw: lines, envelope: { from: ada.email, to: address } })).toMatch(/^[25]50/);
    expect(await send({ to: address, text: "and now" })).toMatch(/^250.*added/);
  }, 120_000);

  it("is more than a writer may send", async () => {
    const kim = await signedInPerson(runtime, "member", "Kim");
    const { ticket, address } = await answered(kim);
    const answers: string[] = [];
    for (let n = 0; n < 22; n++) answers.push(await send({ from: kim.email, to: address, text: `mail ${n}` }));
    expect(answers.filter((answer) => answer.startsWith("250"))).toHaveLength(20);
    expect(answers.at(-1)).toMatch(/^451/);
    expect((await messagesOf(ticket.id)).filter(({ via }) => via === "mail")).toHaveLength(20);
    move(HOUR);
  });
});

describe("the listener", () => {
  async function talk(lines: string[]): Promise<string> {
    const socket = connect(port, "127.0.0.1");
    let heard = "";
    socket.on("data", (chunk) => {
      heard += chunk;
    });
    socket.on("error", () => {});
    await once(socket, "data");
    socket.write(`${[...lines, "QUIT"].join("\r\n")}\r\n`);
    await once(socket, "close");
    return heard;
  }

  it("takes no passwords, no second recipient, no mail without a good one, and no guessing", async () => {
    const { address } = await answered();
    const from = `MAIL FROM:<${ada.email}>`;
    expect(await talk(["EHLO x"])).not.toMatch(/AUTH|STARTTLS/);
    expect(await talk(["EHLO x", "AUTH PLAIN AGEAYg=="])).toMatch(/\r\n5\d\d/);
    expect(await talk(["EHLO x", from, "DATA"])).toMatch(/\r\n503/);
    expect(await talk(["EHLO x", from, `RCPT TO:<${address}>`, `RCPT TO:<${address.replace("+", "+1")}>`])).toMatch(
      /\r\n452/,
    );
    const guesses = Array.from({ length: 15 }, (_, n) => `RCPT TO:<x${n}@${DOMAIN}>`);
    const heard = await talk(["EHLO x", from, ...guesses]);
    expect(heard.match(/\r\n550/g)).toHaveLength(10);
    expect(heard).toMatch(/\r\n421/);
  });

  it("has no more connections of one address than some, nor one for ever, and lets go of a mail that was cut off", async () => {
    const { ticket, address } = await answered();
    const [own] = (await freePorts(1)) as [number];
    const settings = { ...env(), TICKETS_MAIL_PORT: own };
    const held = startMailListener(runtime, { settings, longestMs: 2_000 })!;
    await held.listening;
    const sockets = Array.from({ length: 21 }, () => connect(own, "127.0.0.1").on("error", () => {}));
    const greetings = await Promise.all(sockets.map(async (socket) => String((await once(socket, "data"))[0])));
    expect(greetings.filter((greeting) => greeting.startsWith("220"))).toHaveLength(20);
    expect(greetings.filter((greeting) => greeting.startsWith("421"))).toHaveLength(1);
    await Promise.all(sockets.map((socket) => socket.closed || once(socket, "close")));
    for (let n = 0; n < 8; n++) {
      const socket = connect(own, "127.0.0.1").on("error", () => {});
      const begun = once(socket, "data");
      let heard = "";
      socket.on("data", (chunk) => {
        heard += chunk;
      });
      await begun;
      socket.write(
        `EHLO x\r\nMAIL FROM:<${ada.email}>\r\nRCPT TO:<${address}>\r\nDATA\r\nFrom: ${ada.email}\r\n\r\nhalf`,
      );
      while (!heard.includes("354")) await once(socket, "data");
      socket.destroy();
    }
    const transport = createTransport({ host: "127.0.0.1", port: own, ignoreTLS: true });
    await expect
      .poll(() => transport.sendMail({ from: ada.email, to: address, text: "Whole." }).then(() => "taken", String), {
        timeout: 20_000,
      })
      .toBe("taken");
    transport.close();
    expect((await messagesOf(ticket.id)).filter(({ via }) => via === "mail").map(({ text }) => text)).toEqual([
      "Whole.",
    ]);
    await held.stop();
  });

  /** A listener of its own whose certificate is in these files, and a way to speak to it. */
  async function withCertificate(cert: string, key: string, longestMs?: number) {
    const [own] = (await freePorts(1)) as [number];
    const settings = { ...env(), TICKETS_MAIL_PORT: own, TICKETS_MAIL_TLS_CERT: cert, TICKETS_MAIL_TLS_KEY: key };
    const held = startMailListener(runtime, { settings, ...(longestMs !== undefined && { longestMs }) })!;
    await held.listening;
    const open = async () => {
      const socket = connect(own, "127.0.0.1").on("error", () => {});
      await once(socket, "data");
      return socket;
    };
    const ask = async (socket: Socket, line: string) => {
      const heard = once(socket, "data");
      socket.write(`${line}\r\n`);
      return String((await heard)[0]);
    };
    const offers = async () => {
      const socket = await open();
      const heard = await ask(socket, "EHLO x");
      socket.destroy();
      return heard.includes("STARTTLS");
    };
    return { own, held, open, ask, offers };
  }

  it("takes mail by TLS where it has a certificate, and no words that came in plain before it", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-mail-"));
    const [cert, key] = ["cert.pem", "key.pem"].map((name) => path.join(folder, name)) as [string, string];
    writeFileSync(cert, LOCALHOST_CERTIFICATE);
    writeFileSync(key, LOCALHOST_KEY);
    const { ticket, address } = await answered();
    const { own, held, open, ask } = await withCertificate(cert, key, 3_000);
    try {
      const transport = createTransport({
        ...{ host: "127.0.0.1", port: own, requireTLS: true },
        tls: { ca: LOCALHOST_CERTIFICATE, servername: "localhost.test" },
      });
      await transport.sendMail({ from: ada.email, to: address, text: "By TLS." });
      transport.close();
      expect((await messagesOf(ticket.id))[0]).toMatchObject({ text: "By TLS.", via: "mail" });

      // What somebody in between put behind the word for TLS is not obeyed inside it, nor is who said hello before.
      const plain = await open();
      await ask(plain, "EHLO x");
      const ready = once(plain, "data");
      plain.write(`STARTTLS\r\nEHLO evil\r\nMAIL FROM:<${eve.email}>\r\n`);
      expect(String((await ready)[0])).toMatch(/^220/);
      plain.removeAllListeners("data");
      const secure = connectTls({ socket: plain, ca: LOCALHOST_CERTIFICATE, servername: "localhost.test" });
      secure.on("error", () => {});
      await once(secure, "secureConnect");
      expect(await ask(secure, `RCPT TO:<${address}>`)).toMatch(/^503/);
      const hello = await ask(secure, "EHLO x");
      expect(hello).not.toMatch(/STARTTLS|AUTH/);
      expect(await ask(secure, `RCPT TO:<${address}>`)).toMatch(/^503/);
      // Nor is it there for ever.
      await once(secure, "close");

      // Who begins to speak TLS and then says nothing does not keep the place either.
      const silent = await open();
      await ask(silent, "EHLO x");
      await ask(silent, "STARTTLS");
      await once(silent, "close");
    } finally {
      await held.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("offers TLS by the certificate of now: one that is renewed, and none that cannot be read", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-mail-"));
    const [cert, key] = ["cert.pem", "key.pem"].map((name) => path.join(folder, name)) as [string, string];
    const { held, offers } = await withCertificate(cert, key);
    try {
      expect(await offers()).toBe(false);
      writeFileSync(cert, LOCALHOST_CERTIFICATE);
      expect(await offers()).toBe(false);
      writeFileSync(key, LOCALHOST_KEY);
      expect(await offers()).toBe(true);
      // Half written: the one before goes on.
      writeFileSync(cert, LOCALHOST_CERTIFICATE.slice(0, 200));
      expect(await offers()).toBe(true);
      rmSync(key);
      expect(await offers()).toBe(true);
    } finally {
      await held.stop();
      rmSync(folder, { recursive: true, force: true });
    }
    const settings = { ...env(), TICKETS_MAIL_PORT: 1, TICKETS_MAIL_TLS_CERT: cert, TICKETS_MAIL_TLS_KEY: undefined };
    expect(() => startMailListener(runtime, { settings })).toThrow(/belong together/);
  });

  it("waits for a port that another has, and is off where the settings do not want it", async () => {
    const [taken] = (await freePorts(1)) as [number];
    const other = createServer().listen(taken, "127.0.0.1");
    await once(other, "listening");
    const settings = {
      ...setEnvironment({ TICKETS_MAIL_DOMAIN: DOMAIN, SMTP_URL: outbox.url }),
      TICKETS_MAIL_PORT: taken,
    };
    const waiting = startMailListener(runtime, { settings, retryMs: 20 })!;
    other.close();
    expect(await waiting.listening).toBe(taken);
    await waiting.stop();
    expect(startMailListener(runtime, { settings: { ...settings, TICKETS_MAIL_PORT: undefined } })).toBeNull();
    expect(() => startMailListener(runtime, { settings: { ...settings, TICKETS_MAIL_DOMAIN: undefined } })).toThrow(
      /DOMAIN/,
    );
  });
});
