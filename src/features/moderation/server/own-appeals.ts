import * as z from "zod";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { readAppealCode } from "../rules.ts";
import { AppealState, PunishmentId, PunishmentKind } from "../schema.ts";
import { appealById, tellAppeal } from "./appeal-rows.ts";

/** Who was rejected may try again after so long. */
const AGAIN_MS = 30 * DAY;
const CODE = "ABCD-EFGH-JKLM";

const Code = secret(z.string().min(4).max(40)).describe("The code that was told with the reason.");
const Text = z.string().trim().min(10).max(5000).describe("What there is to say against it.");
const Email = z.email().max(320).optional().describe("Where the answer is sent, if it is to be sent.");

/** What whoever is punished may know of it. */
const OwnPunishment = z.object({
  punishmentId: PunishmentId,
  kind: PunishmentKind,
  name: z.string(),
  serverName: z.string(),
  reason: z.string(),
  startsAt: Timestamp,
  endsAt: Timestamp.nullable().describe("null: for ever."),
  mayAppeal: z.boolean(),
  mayAppealFrom: Timestamp.nullable().describe("After an appeal was rejected: from when on another is possible."),
  appeal: z
    .object({ state: AppealState, text: z.string(), answer: z.string().nullable(), createdAt: Timestamp })
    .nullable()
    .describe("The newest."),
});

const Known = z.object({
  punishmentId: z.string(),
  kind: PunishmentKind,
  name: z.string(),
  serverName: z.string(),
  reason: z.string(),
  startsAt: z.date(),
  endsAt: z.date().nullable(),
  state: AppealState.nullable(),
  text: z.string().nullable(),
  answer: z.string().nullable(),
  decidedAt: z.date().nullable(),
  appealedAt: z.date().nullable(),
});
const KNOWN = sql`select p.id as "punishmentId", p.kind, p.name, coalesce(s.name, p."serverName") as "serverName", p.reason, p."startsAt", p."endsAt", a.state, a.text, a.answer, a."decidedAt",
    a."createdAt" as "appealedAt"
  from punishments p left join servers s on s.id = p."serverId"
    left join lateral (select * from appeals a where a."punishmentId" = p.id order by a.num desc limit 1) a on true`;

function shownOwn(known: z.output<typeof Known>, now: Date): z.input<typeof OwnPunishment> {
  const { state, text, answer, appealedAt, decidedAt, startsAt, endsAt, ...rest } = known;
  const from = state === "rejected" && decidedAt ? new Date(decidedAt.getTime() + AGAIN_MS) : null;
  return {
    ...rest,
    startsAt: iso(startsAt),
    endsAt: iso(endsAt),
    mayAppeal: state !== "open" && (from === null || from <= now),
    mayAppealFrom: iso(from),
    appeal: state === null ? null : { state, text: text!, answer, createdAt: iso(appealedAt!) },
  };
}

function byCode(db: Sql, code: string): Promise<z.output<typeof Known> | null> {
  return row(
    db,
    Known,
    sql`${KNOWN} where p."appealCodeHash" = ${sha256Hex(readAppealCode(code))} and (p."endedAt" is null or a.state = 'accepted')`,
  );
}

export const look = defineCommand({
  id: "appeals.look",
  summary: "See a punishment by the code that was told with it",
  description: "And what became of an appeal. No account is needed.",
  access: { kind: "public" },
  rate: "sign-in",
  audit: "none",
  errors: ["not_found"],
  input: z.object({ code: Code }),
  output: OwnPunishment,
  example: { code: CODE },
  http: { method: "POST", path: "/appeals/look" },
  async run({ db, now }, { code }) {
    const known = await byCode(db, code);
    if (!known) throw new AppError("not_found", "appeals.unknown_code");
    return shownOwn(known, now);
  },
});

async function file(
  context: Context,
  known: z.output<typeof Known>,
  { text, email }: { text: string; email: string | null },
): Promise<void> {
  const { db, now, actor, target } = context;
  const { punishmentId } = known;
  await db.query(sql`select 1 as held from punishments where id = ${punishmentId} for update`);
  const newest = await row(
    db,
    z.object({ state: AppealState, decidedAt: z.date().nullable() }),
    sql`select state, "decidedAt" from appeals where "punishmentId" = ${punishmentId} order by num desc limit 1`,
  );
  if (newest?.state === "open") throw new AppError("conflict", "appeals.open_already");
  const from = newest?.state === "rejected" && newest.decidedAt ? newest.decidedAt.getTime() + AGAIN_MS : 0;
  if (from > now.getTime())
    throw new AppError("conflict", "appeals.too_soon", { at: new Date(from).toISOString().slice(0, 10) });
  const id = newId("apl", now.getTime());
  await db.execute(sql`
    insert into appeals (id, "punishmentId", text, email, "userId", "createdAt")
    values (${id}, ${punishmentId}, ${text}, ${email}, ${actor.userId}, ${now})`);
  const appeal = (await appealById(db, id))!;
  target("appeal", id, `${known.kind} of ${known.name}`, { serverId: appeal.serverId });
  tellAppeal(context, appeal);
}

export const fileByCode = defineCommand({
  id: "appeals.fileByCode",
  summary: "Appeal against a punishment by its code",
  description: "One at a time; after it was rejected again after 30 days. No account is needed.",
  access: { kind: "public" },
  rate: "sign-in",
  errors: ["not_found", "conflict"],
  input: z.object({ code: Code, text: Text, email: Email }),
  output: OwnPunishment,
  example: { code: CODE, text: "It was my brother, who has an account of his own now." },
  http: { method: "POST", path: "/appeals/by-code", status: 201 },
  async run(context, { code, text, email }) {
    const known = await byCode(context.db, code);
    if (!known || known.state === "accepted") throw new AppError("not_found", "appeals.unknown_code");
    await file(context, known, { text, email: email ?? null });
    return shownOwn((await byCode(context.db, code))!, context.now);
  },
});

export const own = defineQuery({
  id: "appeals.own",
  summary: "List what you are punished for",
  description: "The bans, suspensions and mutes that hold on the players that are linked to your account.",
  access: { kind: "permission", permission: "profile:read" },
  input: z.object({}),
  output: z.object({ items: z.array(OwnPunishment) }),
  example: {},
  http: { method: "GET", path: "/appeals/own" },
  async run({ db, actor, now }) {
    const found = await rows(
      db,
      Known,
      sql`${KNOWN} join players pl on pl.id = p."playerId"
          where pl."userId" = ${actor.userId} and p."endedAt" is null and p.kind in ('ban', 'suspend', 'mute') order by p.num desc limit 100`,
    );
    return { items: found.map((each) => shownOwn(each, now)) };
  },
});

export const fileOwn = defineCommand({
  id: "appeals.fileOwn",
  summary: "Appeal against a punishment of your own player",
  access: { kind: "permission", permission: "profile:write" },
  errors: ["not_found", "conflict"],
  input: z.object({ punishmentId: PunishmentId, text: Text }),
  output: OwnPunishment,
  example: { punishmentId: "pun_01930000000070008000000000000001", text: "I did not know that rule; I do now." },
  http: { method: "POST", path: "/appeals", status: 201 },
  async run(context, { punishmentId, text }) {
    const known = await ofMine(context, punishmentId);
    if (!known) throw new AppError("not_found");
    await file(context, known, { text, email: null });
    return shownOwn((await ofMine(context, punishmentId))!, context.now);
  },
});

/** A punishment that holds on a player of whoever asks. */
function ofMine({ db, actor }: Context, punishmentId: string): Promise<z.output<typeof Known> | null> {
  return row(
    db,
    Known,
    sql`${KNOWN} join players pl on pl.id = p."playerId" where p.id = ${punishmentId} and pl."userId" = ${actor.userId} and p."endedAt" is null
          and p.kind in ('ban', 'suspend', 'mute')`,
  );
}

/** Takes back the appeal that waits; whoever decides at this moment comes first or finds it gone. */
async function withdraw(context: Context, { punishmentId, kind, name }: z.output<typeof Known>): Promise<void> {
  const { db, now, target } = context;
  const gone = await row(
    db,
    z.object({ id: z.string() }),
    sql`update appeals set state = 'withdrawn', "decidedAt" = ${now} where "punishmentId" = ${punishmentId} and state = 'open' returning id`,
  );
  if (!gone) throw new AppError("conflict", "appeals.none_open");
  const appeal = (await appealById(db, gone.id))!;
  target("appeal", gone.id, `${kind} of ${name}`, { serverId: appeal.serverId });
  tellAppeal(context, appeal);
}

export const withdrawByCode = defineCommand({
  id: "appeals.withdrawByCode",
  summary: "Take back an appeal by its code",
  description: "One that waits. The punishment stays, and may be appealed against again.",
  access: { kind: "public" },
  rate: "sign-in",
  errors: ["not_found", "conflict"],
  input: z.object({ code: Code }),
  output: OwnPunishment,
  example: { code: CODE },
  http: { method: "POST", path: "/appeals/by-code/withdraw" },
  async run(context, { code }) {
    const known = await byCode(context.db, code);
    if (!known) throw new AppError("not_found", "appeals.unknown_code");
    await withdraw(context, known);
    return shownOwn((await byCode(context.db, code))!, context.now);
  },
});

export const withdrawOwn = defineCommand({
  id: "appeals.withdrawOwn",
  summary: "Take back an appeal of your own player",
  description: "One that waits. The punishment stays, and may be appealed against again.",
  access: { kind: "permission", permission: "profile:write" },
  errors: ["not_found", "conflict"],
  input: z.object({ punishmentId: PunishmentId }),
  output: OwnPunishment,
  example: { punishmentId: "pun_01930000000070008000000000000001" },
  http: { method: "POST", path: "/appeals/withdraw" },
  async run(context, { punishmentId }) {
    const known = await ofMine(context, punishmentId);
    if (!known) throw new AppError("not_found");
    await withdraw(context, known);
    return shownOwn((await ofMine(context, punishmentId))!, context.now);
  },
});
