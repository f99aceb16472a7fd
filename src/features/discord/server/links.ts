import { randomInt } from "node:crypto";
import * as z from "zod";
import { takeTry, trySucceeded } from "#app/features/identity/server/index.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { type Actor, personActor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { loadHoldings } from "#app/operation/holdings.ts";
import { secret } from "#app/operation/secret.ts";
import { mayComeIn } from "#app/operation/standing.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { discordLinkChanged } from "../events.ts";
import { DiscordMember, MemberName, Snowflake } from "../schema.ts";
import { readBot } from "./bot-row.ts";

const GOOD_FOR_MS = 10 * MINUTE;
/** Nothing that is read as something else. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH = 8;

const Code = secret(
  z
    .string()
    .max(40)
    .transform((text) => text.toUpperCase().replace(/[^0-9A-Z]/g, ""))
    .pipe(z.string().min(1).max(20)),
).describe("The code that /link gave on Discord. Case, spaces and dashes do not matter.");

const Linked = DiscordMember.extend({
  by: z.enum(["sign_in", "code"]).describe("sign_in: by signing in with Discord; code: by a code of /link."),
  linkedAt: Timestamp,
});

interface User {
  id: string;
  name: string;
}

export const linked = defineQuery({
  id: "discord.linked",
  summary: "See who you are on Discord",
  description: "Commands of the bot are done under your own rights there.",
  access: { kind: "permission", permission: "profile:read" },
  peopleOnly: true,
  input: z.object({}),
  output: z.object({
    link: Linked.nullable(),
    botName: z.string().nullable().describe("What the panel's bot is called; null: there is none."),
  }),
  example: {},
  http: { method: "GET", path: "/users/me/discord" },
  async run(context) {
    const { id } = personOf(context);
    const found = await row(
      context.db,
      z.object({
        discordId: z.string(),
        name: z.string().nullable(),
        linkedAt: z.date(),
        by: z.enum(["sign_in", "code"]),
      }),
      sql`select "providerAccountId" as "discordId", label as name, "linkedAt", 'sign_in' as by from accounts where "userId" = ${id} and provider = 'discord'
          union all select "discordId", name, "linkedAt", 'code' from discord_links where "userId" = ${id} order by by desc limit 1`,
    );
    const bot = await readBot(context.db);
    return {
      link: found && { ...found, name: found.name ?? found.discordId, linkedAt: iso(found.linkedAt) },
      botName: bot?.name ?? null,
    };
  },
});

export const lookUpCode = defineCommand({
  id: "discord.lookUpCode",
  summary: "See whose code of /link this is",
  description: "So that nobody lets in another: whoever is linked acts on Discord with your rights.",
  access: { kind: "permission", permission: "profile:read" },
  peopleOnly: true,
  audit: "none",
  errors: ["not_found", "rate_limited"],
  input: z.object({ code: Code }),
  output: DiscordMember,
  example: { code: "7KQM-2XPD" },
  http: { method: "POST", path: "/users/me/discord/code" },
  before: (context) => takeTry(context, "discord-link", personOf(context).id),
  async run(context, { code }) {
    const member = await memberOfCode(context, code);
    await trySucceeded(context, "discord-link", personOf(context).id);
    return member;
  },
});

export const link = defineCommand({
  id: "discord.link",
  summary: "Link your account on Discord",
  description:
    "With the code that /link gave you there. One account on Discord is one user, and one user is one account.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  errors: ["not_found", "conflict", "rate_limited"],
  input: z.object({ code: Code }),
  output: DiscordMember,
  example: { code: "7KQM-2XPD" },
  http: { method: "POST", path: "/users/me/discord", status: 201 },
  before: (context) => takeTry(context, "discord-link", personOf(context).id),
  async run(context, { code }) {
    const { db, now, emit, target } = context;
    const user = personOf(context);
    const member = await memberOfCode(context, code);
    await db.execute(sql`delete from discord_link_codes where "discordId" = ${member.discordId}`);
    const other = await userOfMember(db, member.discordId);
    if (other && other.id !== user.id)
      throw new AppError("conflict", "identity.account_linked_elsewhere", { provider: "Discord" });
    if (!other)
      await db.execute(sql`
        insert into discord_links ("discordId", "userId", name, "linkedAt") values (${member.discordId}, ${user.id}, ${member.name}, ${now})
        on conflict ("userId") do update set "discordId" = excluded."discordId", name = excluded.name, "linkedAt" = excluded."linkedAt"`);
    await trySucceeded(context, "discord-link", user.id);
    target("discord account", member.discordId, member.name);
    emit(discordLinkChanged, { userId: user.id, name: member.name, change: "linked" });
    return member;
  },
});

export const unlink = defineCommand({
  id: "discord.unlink",
  summary: "Unlink your account on Discord",
  description: "One that you sign in with is unlinked where your ways to sign in are.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  errors: ["not_found"],
  input: z.object({}),
  output: z.object({}),
  example: {},
  http: { method: "DELETE", path: "/users/me/discord", status: 204 },
  async run(context) {
    const { db, emit, target } = context;
    const user = personOf(context);
    const gone = await row(
      db,
      DiscordMember,
      sql`delete from discord_links where "userId" = ${user.id} returning "discordId", name`,
    );
    if (!gone) throw new AppError("not_found", "discord.not_linked");
    target("discord account", gone.discordId, gone.name);
    emit(discordLinkChanged, { userId: user.id, name: gone.name, change: "unlinked" });
    return {};
  },
});

export const offerLink = defineCommand({
  id: "discord.offerLink",
  summary: "Make a code that links somebody on Discord",
  description:
    "For the bot, which gives it to nobody but them. It is good for ten minutes, once; an earlier one is void.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({ discordId: Snowflake, name: MemberName }),
  output: z.object({ code: secret(z.string()), url: z.string(), expiresAt: Timestamp }),
  example: { discordId: "80351110224678912", name: "Nelly" },
  async run({ db, now, runtime }, { discordId, name }) {
    const code = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
    const expiresAt = new Date(now.getTime() + GOOD_FOR_MS);
    await db.execute(sql`
      insert into discord_link_codes ("codeHash", "discordId", name, "expiresAt") values (${sha256Hex(code)}, ${discordId}, ${name}, ${expiresAt})
      on conflict ("discordId") do update set "codeHash" = excluded."codeHash", name = excluded.name, "expiresAt" = excluded."expiresAt"`);
    return {
      code: `${code.slice(0, 4)}-${code.slice(4)}`,
      url: `${runtime.publicUrl}/settings/profile#discord`,
      expiresAt: iso(expiresAt),
    };
  },
});

/** Who somebody is on Discord; null: they have not linked an account there. One that they sign in with goes before one linked by a code. */
export async function discordIdOf(db: Sql, userId: string): Promise<string | null> {
  const found = await row(
    db,
    z.object({ discordId: z.string() }),
    sql`select "providerAccountId" as "discordId", 1 as n from accounts where "userId" = ${userId} and provider = 'discord'
        union all select "discordId", 2 from discord_links where "userId" = ${userId} order by n limit 1`,
  );
  return found?.discordId ?? null;
}

/** Whom somebody on Discord is here, as the actor that they act as; null: nobody who may sign in. Read anew each time. */
export async function actorOfMember(db: Sql, discordId: string): Promise<Actor | null> {
  const user = await userOfMember(db, discordId);
  if (!user) return null;
  const { holdings, rank } = await loadHoldings(db, user.id);
  return personActor({ kind: "user", id: user.id, userId: user.id, label: user.name, holdings, rank });
}

function userOfMember(db: Sql, discordId: string): Promise<User | null> {
  return row(
    db,
    z.object({ id: z.string(), name: z.string() }),
    sql`select u.id, u.name from users u
        where u.kind = 'person' and ${mayComeIn("u")}
          and u.id = coalesce((select "userId" from accounts where provider = 'discord' and "providerAccountId" = ${discordId}),
            (select "userId" from discord_links where "discordId" = ${discordId}))`,
  );
}

async function memberOfCode({ db, now }: Context, code: string) {
  const found = await row(
    db,
    DiscordMember,
    sql`select "discordId", name from discord_link_codes where "codeHash" = ${sha256Hex(code)} and "expiresAt" > ${now}`,
  );
  if (!found) throw new AppError("not_found", "discord.unknown_code");
  return found;
}

function personOf({ actor }: Pick<Context, "actor">): { id: string } {
  if (actor.userId === null) throw new AppError("unauthenticated");
  return { id: actor.userId };
}
