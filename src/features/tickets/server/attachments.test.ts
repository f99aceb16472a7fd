import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY } from "#app/lib/duration.ts";
import type { AppError } from "#app/lib/errors.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { removeExpired } from "#app/worker/retention.ts";

const { tickets, ticketAttachments } = operations;

let runtime: TestRuntime;
let ada: SignedIn;
let eve: SignedIn;
let mira: SignedIn;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  ada = await signedInPerson(runtime, "member", "Ada");
  eve = await signedInPerson(runtime, "member", "Eve");
  mira = await signedInPerson(runtime, "moderator", "Mira");
});
afterAll(() => runtime.close());

const text = (words: string) => Buffer.from(words).toString("base64");
const handIn = ({ actor }: SignedIn, name = "latest.log", content = text("port taken")) =>
  execute(ticketAttachments.create, actor, { name, content });
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: AppError) => error.reason,
  );
const open = ({ actor }: SignedIn, attachmentIds: string[]) =>
  execute(tickets.create, actor, { subject: "It does not start", text: "See the log.", attachmentIds });

describe("a file", () => {
  it("is not drawn for who had more drawn within an hour than that, however small it is", async () => {
    const kim = await signedInPerson(runtime, "member", "Kim");
    const [picture, screenshot] = await Promise.all(
      [7_000, 1_000].map(async (side) =>
        (
          await sharp({ create: { width: side, height: side, channels: 3, background: "#123" } })
            .png()
            .toBuffer()
        ).toString("base64"),
      ),
    );
    const answers: string[] = [];
    for (let n = 0; n < 13; n++) answers.push(await codeOf(handIn(kim, "flat.png", picture)));
    expect(answers).toEqual([...Array.from({ length: 12 }, () => "done"), "rate_limited"]);
    expect(await codeOf(handIn(kim, "shot.png", screenshot))).toBe("done");
    expect(await codeOf(handIn(kim))).toBe("done");
    expect(await codeOf(handIn(eve, "flat.png", picture))).toBe("done");
  });

  it("is its writer's until it is sent, then of who sees the ticket", async () => {
    const picture = (
      await sharp({ create: { width: 9, height: 7, channels: 4, background: "#0000" } })
        .png()
        .toBuffer()
    ).toString("base64");
    const { id } = await handIn(ada, "shot.png", picture);
    expect(await codeOf(execute(ticketAttachments.get, mira.actor, { attachmentId: id }))).toBe("not_found");
    const ticket = await open(ada, [id]);
    const { items } = await execute(tickets.messages, mira.actor, { ticketId: ticket.id });
    expect(items[0]!.attachments).toMatchObject([
      { id, name: "shot.png", contentType: "image/png", width: 9, height: 7 },
    ]);
    const got = await execute(ticketAttachments.get, mira.actor, { attachmentId: id });
    expect((await sharp(Buffer.from(got.content, "base64")).metadata()).width).toBe(9);
    expect((await execute(ticketAttachments.get, ada.actor, { attachmentId: id })).bytes).toBe(got.bytes);
    expect(await codeOf(execute(ticketAttachments.get, eve.actor, { attachmentId: id }))).toBe("not_found");
    expect(await codeOf(execute(ticketAttachments.remove, ada.actor, { attachmentId: id }))).toBe("tickets.file_sent");
  });

  it("of a note is for staff alone", async () => {
    const { id: ticketId } = await open(ada, []);
    const { id } = await handIn(mira, "internal.txt");
    await execute(tickets.note, mira.actor, { ticketId, text: "See", attachmentIds: [id] });
    expect(await codeOf(execute(ticketAttachments.get, ada.actor, { attachmentId: id }))).toBe("not_found");
  });

  it("of another, or that was sent before, is in no message, and then there is no message", async () => {
    const hers = await handIn(eve);
    expect(await codeOf(open(ada, [hers.id]))).toBe("tickets.file_unknown");
    const own = await handIn(ada);
    const outcomes = await Promise.all([codeOf(open(ada, [own.id])), codeOf(open(ada, [own.id]))]);
    expect(outcomes.sort()).toEqual(["done", "tickets.file_unknown"]);
    expect((await execute(tickets.list, eve.actor, {})).total).toBe(0);
    await execute(ticketAttachments.remove, eve.actor, { attachmentId: hers.id });
    expect(await codeOf(execute(ticketAttachments.get, eve.actor, { attachmentId: hers.id }))).toBe("not_found");
  });

  it("goes with its ticket, and after a day where it was never sent", async () => {
    const gone = await handIn(eve);
    const sent = await handIn(eve);
    const { id } = await open(eve, [sent.id]);
    advanceClock(2 * DAY);
    try {
      await removeExpired(runtime);
    } finally {
      advanceClock(-2 * DAY);
    }
    const there = async () =>
      (
        await runtime.database.query(
          sql`select id from ticket_attachments where id = any(${[gone.id, sent.id]}::text[])`,
        )
      ).map((f) => f.id);
    expect(await there()).toEqual([sent.id]);
    const admin = await signedInPerson(runtime, "admin", "Boss");
    await execute(tickets.remove, admin.actor, { ticketId: id });
    expect(await there()).toEqual([]);
  });

  it("is not written down in the audit log, and there are not too many of them", async () => {
    const fay = await signedInPerson(runtime, "member", "Fay");
    await handIn(fay, "secret.txt", text("unseen words"));
    const [row] = await runtime.database.query(
      sql`select to_jsonb(a)::text as row from audit_entries a where operation = 'ticketAttachments.create' order by id desc limit 1`,
    );
    expect(row!.row).toContain("secret.txt");
    expect(row!.row).not.toContain(text("unseen words"));
    const codes = await Promise.all(Array.from({ length: 24 }, () => codeOf(handIn(fay))));
    expect(codes.filter((code) => code === "done")).toHaveLength(19);
    expect(new Set(codes)).toEqual(new Set(["done", "tickets.too_many_files"]));
    expect(await codeOf(handIn(fay, "x", "%%%"))).toBe("invalid_input");
  });
});
