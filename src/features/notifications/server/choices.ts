import * as z from "zod";
import { mailIsOn } from "#app/features/admin/server/index.ts";
import { discordIdOf } from "#app/features/discord/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { NOTICE_TYPES, type NoticeType, noticeNeeds, noticeTitle, noticeTone, waysOf } from "../notices.ts";
import { NoticeSettings } from "../schema.ts";
import { readUnsubscribeToken } from "./unsubscribe-token.ts";

const TypeName = z.enum(NOTICE_TYPES as [NoticeType, ...NoticeType[]]).describe("The type of notice.");

const Chosen = z.object({ type: z.string(), bell: z.boolean(), mail: z.boolean(), discord: z.boolean() });

async function chosenBy(db: Sql, userId: string) {
  const found = await rows(
    db,
    Chosen,
    sql`select type, bell, mail, discord from notice_choices where "userId" = ${userId}`,
  );
  return new Map(found.map((one) => [one.type, one]));
}

function personOf({ actor }: Pick<Context, "actor">): string {
  if (actor.userId === null) throw new AppError("unauthenticated");
  return actor.userId;
}

async function shownTo(context: Pick<Context, "db" | "actor">): Promise<z.input<typeof NoticeSettings>> {
  const { db } = context;
  const userId = personOf(context);
  const chosen = await chosenBy(db, userId);
  const person = await row(
    db,
    z.object({ email: z.string().nullable(), isDigest: z.boolean(), hasBot: z.boolean() }),
    sql`select u.email, coalesce(s."isDigest", false) as "isDigest", exists (select 1 from discord_bots where id = 1 and enabled) as "hasBot"
        from users u left join notice_settings s on s."userId" = u.id where u.id = ${userId}`,
  );
  if (!person) throw new AppError("unauthenticated");
  return {
    digest: person.isDigest,
    mail: { isOn: mailIsOn(), address: person.email },
    discord: { isOn: person.hasBot, isLinked: (await discordIdOf(db, userId)) !== null },
    items: NOTICE_TYPES.filter((type) => comesTo(context.actor, type))
      .map((type) => {
        const { bell, mail, discord } = chosen.get(type) ?? waysOf(type);
        const tone = noticeTone(type);
        return { type, title: noticeTitle(type), tone, bell, mail, discord, isChosen: chosen.has(type) };
      })
      .sort((one, other) => one.type.localeCompare(other.type)),
  };
}

/** Whether this type can come to them, by what they hold: a key that may do less has the same owner. */
function comesTo(actor: Context["actor"], type: NoticeType): boolean {
  const needs = noticeNeeds(type);
  return needs === null || may({ ...actor, scopes: null, onlyServerId: null }, needs);
}

export const settings = defineQuery({
  id: "notifications.settings",
  summary: "How your notices come to you",
  description:
    "Each type that can come to you, in the bell, by mail and on Discord; of what you have not chosen, how it comes by itself.",
  access: { kind: "permission", permission: "profile:read" },
  input: z.object({}),
  output: NoticeSettings,
  example: {},
  http: { method: "GET", path: "/notifications/settings" },
  run: (context) => shownTo(context),
});

export const choose = defineCommand({
  id: "notifications.choose",
  summary: "Choose how your notices come to you",
  description: "What is left out stays as it is. A choice of null is given up: that type comes as it does by itself.",
  access: { kind: "permission", permission: "profile:write" },
  input: z.object({
    digest: z.boolean().optional().describe("One mail a day in place of one each."),
    choices: z
      .array(
        z.object({
          type: TypeName,
          ways: z.object({ bell: z.boolean(), mail: z.boolean(), discord: z.boolean() }).nullable(),
        }),
      )
      .max(200)
      .optional(),
  }),
  output: NoticeSettings,
  example: { choices: [{ type: "webhook.failing", ways: { bell: true, mail: true, discord: false } }] },
  http: { method: "PATCH", path: "/notifications/settings" },
  async run(context, { digest, choices = [] }) {
    const { db, target, actor } = context;
    const userId = personOf(context);
    target("user", userId, actor.label);
    if (digest !== undefined)
      await db.execute(sql`
        insert into notice_settings ("userId", "isDigest") values (${userId}, ${digest})
        on conflict ("userId") do update set "isDigest" = excluded."isDigest"`);
    for (const { type, ways } of choices) {
      if (ways === null)
        await db.execute(sql`delete from notice_choices where "userId" = ${userId} and type = ${type}`);
      else await keepChoice(db, userId, type, ways);
    }
    return shownTo(context);
  },
});

function keepChoice(db: Sql, userId: string, type: string, ways: { bell: boolean; mail: boolean; discord: boolean }) {
  return db.execute(sql`
    insert into notice_choices ("userId", type, bell, mail, discord) values (${userId}, ${type}, ${ways.bell}, ${ways.mail}, ${ways.discord})
    on conflict ("userId", type) do update set bell = excluded.bell, mail = excluded.mail, discord = excluded.discord`);
}

export const unsubscribe = defineCommand({
  id: "notifications.unsubscribe",
  summary: "End the mails that a link in one of them ends",
  description: "With the signed token of the link; nobody has to be signed in. Those that wait are not sent.",
  access: { kind: "public" },
  errors: ["not_found"],
  input: z.object({ token: secret(z.string().min(1).max(400)).describe("The token out of the link.") }),
  output: z.object({
    type: z.string().nullable().describe("Of which type no more mails come; null: of all."),
    title: z.string().nullable().describe("What that type is called."),
  }),
  example: { token: "dXNyXzE.c2lnbmF0dXJl" },
  http: { method: "POST", path: "/notifications/unsubscribe" },
  async run(context, { token }) {
    const { db, runtime, target, identified } = context;
    const of = readUnsubscribeToken(runtime, token);
    const person = of && (await nameOf(db, of.userId));
    if (!of || !person) throw new AppError("not_found", "identity.token_invalid");
    target("user", of.userId, person);
    identified({ kind: "user", id: of.userId, label: person });
    const ended = NOTICE_TYPES.filter((type) => of.type === null || type === of.type);
    const chosen = await chosenBy(db, of.userId);
    for (const type of ended)
      await keepChoice(db, of.userId, type, { ...(chosen.get(type) ?? waysOf(type)), mail: false });
    await db.execute(sql`
      delete from notice_sends s using notifications n where n.id = s."notificationId" and s."userId" = ${of.userId} and s.way = 'mail'
        and s.state = 'waiting' and n.type = any(${ended}::text[])`);
    return { type: of.type, title: ended.length === 1 ? noticeTitle(ended[0]!) : null };
  },
});

async function nameOf(db: Sql, userId: string): Promise<string | null> {
  const found = await row(
    db,
    z.object({ name: z.string() }),
    sql`select name from users where id = ${userId} and kind = 'person' and "removedAt" is null`,
  );
  return found?.name ?? null;
}
