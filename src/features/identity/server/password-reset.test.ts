import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HOUR } from "#app/lib/duration.ts";
import type { AppError } from "#app/lib/errors.ts";
import { ANONYMOUS, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { inASecond } from "#app/testing/in-a-second.ts";
import { workOff } from "#app/testing/jobs.ts";
import { startMailServer, type TestMailServer } from "#app/testing/mail-server.ts";
import { newAddress, PASSWORD, signedInPerson, signInAs } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { bootstrap } from "./bootstrap.ts";
import * as invitations from "./invitations.ts";
import * as passwords from "./passwords.ts";
import { actorOfSession } from "./session-store.ts";
import * as users from "./users.ts";

let runtime: TestRuntime;
let mail: TestMailServer;

beforeAll(async () => {
  runtime = await createTestRuntime();
  mail = await startMailServer();
  setEnvironment({ SMTP_URL: mail.url });
  await bootstrap(runtime.database);
});
afterAll(async () => {
  setEnvironment({ SMTP_URL: undefined });
  await mail.close();
  await runtime.close();
});
beforeEach(() => {
  mail.mails.length = 0;
});

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: AppError) => error.reason,
  );
const ask = (email: string) => execute(passwords.requestReset, ANONYMOUS, { email }, { address: newAddress() });
const complete = (token: string, password = "four yellow windows") =>
  execute(passwords.completeReset, ANONYMOUS, { token, password }, { address: newAddress() });

async function mailedToken(email: string): Promise<string> {
  await ask(email);
  await workOff(runtime);
  const found = /reset-password\?token=([\w-]+)/.exec(mail.mails.at(-1) ?? "");
  if (!found) throw new Error(`no link in ${mail.mails.at(-1)}`);
  return found[1]!;
}

describe("password reset by mail", () => {
  it("a known and an unknown address get the same answer and leave the same job", async () => {
    const ada = await signedInPerson(runtime);
    expect(await ask(ada.email)).toEqual(await ask("nobody@example.org"));
    const { rows } = await runtime.database.pool.query("select payload from graphile_worker._private_jobs");
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain("example.org");
    await workOff(runtime);
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]).toContain(`To: ${ada.email}`);
  });

  it("the link sets a password once and ends every session", async () => {
    const ada = await signedInPerson(runtime);
    const token = await mailedToken(ada.email);
    expect(await refused(complete(token, "password123"))).toBe("identity.password_rule");
    await complete(token);
    expect(await inASecond(() => actorOfSession(runtime, ada.token))).toBeNull();
    expect(await refused(complete(token, "five orange roofs"))).toBe("identity.token_invalid");
    expect(await refused(signInAs(runtime, ada.email, PASSWORD))).toBe("identity.wrong_credentials");
    await signInAs(runtime, ada.email, "four yellow windows");
    await workOff(runtime);
    expect(mail.mails.at(-1)).toContain("was changed");
  });

  it("of fifty at once with one link exactly one sets the password", async () => {
    const ada = await signedInPerson(runtime);
    const token = await mailedToken(ada.email);
    const answers = await Promise.all(Array.from({ length: 50 }, () => refused(complete(token))));
    expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
  });

  it("a new link makes the older one worthless, and an hour ends each", async () => {
    const ada = await signedInPerson(runtime);
    const first = await mailedToken(ada.email);
    const second = await mailedToken(ada.email);
    expect(await refused(complete(first))).toBe("identity.token_invalid");
    advanceClock(HOUR + 1000);
    expect(await refused(complete(second))).toBe("identity.token_invalid");
    advanceClock(-HOUR - 1000);
  });

  it("a suspended account gets no mail, and its older link does nothing", async () => {
    await signedInPerson(runtime, "owner");
    const ada = await signedInPerson(runtime);
    const token = await mailedToken(ada.email);
    await execute(users.suspend, SYSTEM, { userId: ada.userId });
    // That they are suspended they are told by mail.
    await workOff(runtime);
    mail.mails.length = 0;
    await ask(ada.email);
    await workOff(runtime);
    expect(mail.mails).toEqual([]);
    expect(await refused(complete(token))).toBe("identity.token_invalid");
  });

  it("asking again and again is slowed down", async () => {
    const answers = [];
    for (let i = 0; i < 10; i++) answers.push(await refused(ask("often@example.org")));
    expect(answers).toContain("identity.too_many_tries");
  });

  it("without a mail server it says so, for every address", async () => {
    setEnvironment({ SMTP_URL: undefined });
    const ada = await signedInPerson(runtime);
    for (const email of [ada.email, "nobody-at-all@example.org"])
      expect(await refused(ask(email))).toBe("identity.mail_off");
    setEnvironment({ SMTP_URL: mail.url });
  });
});

describe("other mail", () => {
  it("an invitation for an address is sent there, its link sealed while it waits", async () => {
    const owner = await signedInPerson(runtime, "owner");
    const { token } = await execute(invitations.create, owner.actor, { email: "guest@example.org" });
    const { rows } = await runtime.database.pool.query("select payload from graphile_worker._private_jobs");
    expect(JSON.stringify(rows)).not.toContain(token);
    await workOff(runtime);
    expect(mail.mails.at(-1)).toContain(`/invite/${token}`);
  });

  it("the old address is told of a new one, and a name cannot add headers", async () => {
    const owner = await signedInPerson(runtime, "owner");
    const ada = await signedInPerson(runtime, "member", "Ada");
    await runtime.database.prisma.user.update({
      where: { id: ada.userId },
      data: { name: "Ada\r\nBcc: evil@example.org" },
    });
    await execute(users.update, owner.actor, { userId: ada.userId, email: "moved-away@example.org" });
    await workOff(runtime);
    const text = mail.mails.find((sent) => sent.includes(`To: ${ada.email}`));
    expect(text).toContain("e-mail address");
    expect(text!.slice(0, text!.indexOf("\r\n\r\n"))).not.toMatch(/^Bcc:/im);
  });
});
