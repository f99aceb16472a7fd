import * as z from "zod";
import { MAX_COINS } from "#app/features/economy/max-coins.ts";
import { moveCoins } from "#app/features/economy/server/index.ts";
import { Email } from "#app/features/identity/schema.ts";
import {
  addPerson,
  builtInRole,
  personByEmail,
  personById,
  suspendPerson,
} from "#app/features/identity/server/index.ts";
import { NO_LIMIT } from "#app/features/packages/resources.ts";
import { addExtra, assignPackage } from "#app/features/packages/server/index.ts";
import { setFreeMember } from "#app/features/renewals/server/index.ts";
import { keepableText } from "#app/lib/text.ts";
import type { Context } from "#app/operation/context.ts";
import { row, sql } from "#app/platform/sql.ts";
import type { Importing, Taken } from "../frame.ts";
import type { HeliactylDatabase } from "./database.ts";
import { tellLeftOut } from "./left-out.ts";
import { type HeliactylMember, membersOf, providerOf } from "./members.ts";

const PANEL = "Heliactyl";
const REASON = "Brought over from Heliactyl";

/**
 * Brings members of a Heliactyl over, with coins, extra resources, packages, bans and renewal bypasses. Each is taken once: what changes there after it was taken is
 * not followed, so that what people have done here since stays.
 */
export async function importHeliactyl(into: Importing, database: HeliactylDatabase): Promise<void> {
  const { entries } = database;
  for (const member of membersOf(database)) {
    const { id } = member;
    const userId = await into.one("user", id, (context, known) => takeMember(context, known, member));
    const part = async (kind: string, key: string, take: Take) => {
      if (!entries.has(key)) return;
      const value = entries.get(key);
      await into.one(kind, id, async (context, known) => {
        if (known !== null) return { ourId: known, fate: "unchanged" };
        if (userId === null) return { ourId: null, fate: "skipped", why: "its member could not be taken in" };
        const why = await take(context, userId, value);
        return why === null ? { ourId: userId, fate: "created" } : { ourId: null, fate: "skipped", why };
      });
    };
    const coins =
      (occasion: string): Take =>
      (context, userId, value) =>
        takeCoins(context, userId, value, `import:${into.source}:${occasion}:${id}`);
    await part("coins", `coins-${id}`, coins("coins"));
    await part("stake", `staking-positions-${id}`, (context, userId, value) =>
      coins("stake")(context, userId, stakedIn(value)),
    );
    await part("old stake", `staked-${id}`, coins("staked"));
    await part("package", `package-${id}`, takePackage);
    await part("extra", `extra-${id}`, takeExtra);
    await part("renewal bypass", `renewbypass-${id}`, takeBypass);
    await part("ban", `ban-${id}`, takeBan);
  }
  tellStrangers(into, database);
  tellLeftOut(database, into.report);
  into.report.toDo("Members who had a password there set a new one: by `Forgot password`, or by a link of the team's.");
  into.report.toDo("Servers come from the panel below it: run `gamekeeper import pterodactyl` on its database.");
}

/** Takes one part of a member in. Gives null, or why it has no place here. */
type Take = (context: Context, userId: string, value: unknown) => Promise<string | null>;

async function takeMember(context: Context, known: string | null, member: HeliactylMember): Promise<Taken> {
  const { db } = context;
  if (known !== null) {
    const person = await personById(db, known);
    return person && !person.removedAt
      ? { ourId: known, fate: "unchanged" }
      : { ourId: null, fate: "skipped", why: "they have left this panel" };
  }
  const { id, provider, name } = member;
  if (provider !== null) {
    const linked = await row(
      db,
      z.object({ userId: z.string() }),
      sql`select "userId" from accounts where provider = ${provider} and "providerAccountId" = ${id}`,
    );
    if (linked) return { ourId: linked.userId, fate: "unchanged" };
  }
  const address = Email.safeParse(member.email);
  // An address there was never proven, so it makes nobody the one who has it here.
  const isFree = address.success && !(await personByEmail(db, address.data));
  const email = isFree ? address.data : null;
  const userId = await addPerson(context, {
    ...{ name, email, mustVerify: email !== null, roles: [await builtInRole(db, "member")] },
  });
  if (provider !== null)
    await db.execute(sql`
      insert into accounts (provider, "providerAccountId", "userId", "linkedAt") values (${provider}, ${id}, ${userId}, ${context.now})`);
  return { ourId: userId, fate: "created", ...whyOf(member, isFree) };
}

/** What of somebody could not be taken as it was. */
function whyOf({ id, provider, email }: HeliactylMember, isFree: boolean): { why?: string } {
  if (provider !== null) return {};
  if (providerOf(id) === undefined)
    return { why: "their id is of no form that is known: they cannot sign in before the team gives them an address" };
  if (email === null)
    return { why: "their account there has no address: they cannot sign in before the team gives them one" };
  return isFree
    ? {}
    : { why: "their address is no good or somebody else's here: they cannot sign in before the team gives them one" };
}

const takeCoins = async (context: Context, userId: string, value: unknown, key: string): Promise<string | null> => {
  if (typeof value !== "number" || Number.isNaN(value))
    return "there is no number: Heliactyl loses coins that are given to who has none yet";
  const amount = Math.min(MAX_COINS, Math.floor(value));
  if (amount < 1) return value === 0 ? null : "a balance below one coin is none here";
  await moveCoins(context, {
    ...{
      from: { system: "issue" },
      to: { userId },
      amount,
      kind: "import.brought",
      key,
      reason: REASON,
      params: { panel: PANEL },
    },
  });
  return null;
};

/** What is staked, all positions together; earnings that nobody claimed are not counted. */
function stakedIn(value: unknown): number {
  const positions = z.array(z.object({ amount: z.number() })).safeParse(value);
  return positions.success ? positions.data.reduce((sum, { amount }) => sum + amount, 0) : Number.NaN;
}

const takePackage: Take = async (context, userId, value) => {
  const name = keepableText(String(value));
  const found = await row(
    context.db,
    z.object({ id: z.string() }),
    sql`select id from packages where lower(name) = lower(${name}) order by name = ${name} desc limit 1`,
  );
  if (!found) return `there is no package ${JSON.stringify(name.slice(0, 60))} here: add it, then import again`;
  await assignPackage(context, userId, found.id, { reason: REASON });
  return null;
};

const amount = z
  .number()
  .min(0)
  .catch(0)
  .transform((value) => Math.min(NO_LIMIT, Math.floor(value)));
const Extra = z.object({ ram: amount, disk: amount, cpu: amount, servers: amount });

const takeExtra: Take = async (context, userId, value) => {
  const extra = Extra.safeParse(value);
  if (!extra.success) return "it is no list of resources";
  const { ram, disk, cpu, servers } = extra.data;
  await addExtra(context, userId, { memoryMiB: ram, diskMiB: disk, cpuPercent: cpu, servers }, { reason: REASON });
  return null;
};

const takeBypass: Take = async (context, userId, value) => {
  if (value !== true) return "it is switched off";
  const person = await personById(context.db, userId);
  await setFreeMember(context, person!, true);
  return null;
};

const Ban = z.object({ reason: z.unknown(), expiration: z.unknown() });

const takeBan: Take = async (context, userId, value) => {
  const ban = Ban.safeParse(value);
  if (!ban.success) return "it is no ban";
  const { reason, expiration } = ban.data;
  const until = typeof expiration === "string" ? new Date(expiration) : null;
  if (until && Number.isNaN(until.getTime())) return "its end is no date: suspend them here, if they still are to be";
  // There a ban never ended by itself; here it would have.
  if (until && until <= context.now) return "its end has passed";
  const words = typeof reason === "string" ? keepableText(reason).trim().slice(0, 500) : "";
  const person = await personById(context.db, userId);
  await suspendPerson(context, person!, { reason: words || null, note: REASON, until });
  return null;
};

/** Parts of people who are not there. */
function tellStrangers(into: Importing, database: HeliactylDatabase): void {
  const members = new Set(membersOf(database).map(({ id }) => id));
  for (const key of database.entries.keys()) {
    const [, part, id] = /^(coins|staking-positions|staked|package|extra|ban|renewbypass)-(.+)$/.exec(key) ?? [];
    if (part !== undefined && id !== undefined && !members.has(id))
      into.report.leftOut(`${part} of nobody`, "there is no member of this id", key);
  }
}
