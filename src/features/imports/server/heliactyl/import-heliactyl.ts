import * as z from "zod";
import { MAX_COINS } from "#app/features/economy/max-coins.ts";
import { moveCoins } from "#app/features/economy/server/index.ts";
import { Email } from "#app/features/identity/schema.ts";
import {
  addPerson,
  builtInRole,
  completePerson,
  personByEmail,
  personById,
  suspendPerson,
} from "#app/features/identity/server/index.ts";
import { addExtra, assignPackage } from "#app/features/packages/server/index.ts";
import { setFreeMember } from "#app/features/renewals/server/index.ts";
import { keepableText } from "#app/lib/text.ts";
import type { Context } from "#app/operation/context.ts";
import { row, sql } from "#app/platform/sql.ts";
import { toDoOfPeople } from "../foreign-values.ts";
import type { Importing, Taken } from "../frame.ts";
import type { HeliactylConfig } from "./config.ts";
import type { HeliactylDatabase } from "./database.ts";
import { tellLeftOut } from "./left-out.ts";
import { callName, type HeliactylMember, membersOf, providerOf } from "./members.ts";
import { amountOf, packageNamed, takePackages } from "./packages.ts";
import { accountBelow, rememberBelow } from "./panel-below.ts";

const PANEL = "Heliactyl";
const REASON = "Brought over from Heliactyl";

/**
 * Brings members of a Heliactyl over, with coins, extra resources, packages, bans and renewal bypasses; with its configuration the packages too. Each is taken once: what
 * changes there after it was taken is not followed, so that what people have done here since stays.
 */
export async function importHeliactyl(
  into: Importing,
  database: HeliactylDatabase,
  config: HeliactylConfig | null = null,
): Promise<void> {
  const { entries } = database;
  const members = membersOf(database);
  if (config) await takePackages(into, config);
  for (const member of members) {
    const { id } = member;
    const userId = await into.one("user", id, (context, known) => takeMember(into, context, known, member));
    const part = async (kind: string, key: string, take: Take) => {
      if (!entries.has(key)) return;
      const value = entries.get(key);
      await into.one(kind, id, async (context, known) => {
        if (known !== null) return { ourId: known, fate: "unchanged" };
        if (userId === null) return { ourId: null, fate: "skipped", why: "their member could not be taken in" };
        const { isTaken, why } = await take(context, userId, value);
        return {
          ...(isTaken ? { ourId: userId, fate: "created" } : { ourId: null, fate: "skipped" }),
          ...(why === undefined ? {} : { why }),
        };
      });
    };
    const coins =
      (occasion: string): Take =>
      (context, to, value) =>
        takeCoins(context, to, value, `import:${into.source}:${occasion}:${id}:${to}`);
    await part("coins", `coins-${id}`, coins("coins"));
    await part("stake", `staking-positions-${id}`, (context, to, value) =>
      coins("stake")(context, to, stakedIn(value)),
    );
    await part("old stake", `staked-${id}`, coins("staked"));
    await part("package", `package-${id}`, takePackage);
    await part("extra", `extra-${id}`, takeExtra);
    await part("renewal bypass", `renewbypass-${id}`, takeBypass);
    await part("ban", `ban-${id}`, takeBan);
  }
  tellStrangers(into, database, new Set(members.map(({ id }) => id)));
  tellLeftOut(database, into.report);
  const withoutPassword = members.filter(({ passwordHash, email }) => email !== null && passwordHash === null).length;
  for (const sentence of toDoOfPeople({ withoutPassword, withFactor: 0 })) into.report.toDo(sentence);
  if (members.some(({ accountBelow: account }) => account !== null))
    into.report.toDo(
      `Servers come from the Pterodactyl below it, where they have not yet: \`gamekeeper import pterodactyl\`${nameIn(into.source)}, before or after this.`,
    );
}

/** How a second import is told that it belongs to this one. */
function nameIn(source: string): string {
  const name = source.split(":")[1];
  return name === undefined ? "" : ` with \`--name ${name}\``;
}

/** What became of one part of a member: `why` says why it has no place here, or what of it has none. */
interface PartTaken {
  isTaken: boolean;
  why?: string;
}
type Take = (context: Context, userId: string, value: unknown) => Promise<PartTaken>;
const WHOLE: PartTaken = { isTaken: true };
const left = (why: string): PartTaken => ({ isTaken: false, why });

async function takeMember(
  into: Importing,
  context: Context,
  known: string | null,
  member: HeliactylMember,
): Promise<Taken> {
  const { db, now } = context;
  if (known !== null) {
    const person = await personById(db, known);
    return person && !person.removedAt
      ? { ourId: known, fate: "unchanged" }
      : { ourId: null, fate: "skipped", why: "they have left this panel" };
  }
  const below = member.accountBelow === null ? null : await accountBelow(db, into.source, member.accountBelow);
  const taken = await takenAs(context, member, below);
  if (member.accountBelow !== null && taken.ourId !== null)
    await rememberBelow(db, into.source, member.accountBelow, taken.ourId, now);
  return taken;
}

/** Who they are here: who signs in by the same account, or has their account of the panel below, or somebody new. */
async function takenAs(
  context: Context,
  member: HeliactylMember,
  below: Awaited<ReturnType<typeof accountBelow>>,
): Promise<Taken> {
  const { id, provider } = member;
  const linked = await row(
    context.db,
    z.object({ userId: z.string() }),
    sql`select "userId" from accounts where provider = ${provider ?? ""} and "providerAccountId" = ${id}`,
  );
  if (linked)
    return {
      ...{ ourId: linked.userId, fate: "unchanged" },
      ...(below && below.userId !== linked.userId
        ? { why: `they sign in here already, and ${below.name}, who has their servers, is another account here` }
        : {}),
    };
  if (below && !below.wasHere) {
    await linkAccount(context, below.userId, member);
    const { name, email, passwordHash } = member;
    await completePerson(context, below.userId, { name, email, passwordHash });
    return { ourId: below.userId, fate: "changed" };
  }
  return addMember(context, member, below?.name ?? null);
}

async function linkAccount({ db, now }: Context, userId: string, { provider, id }: HeliactylMember): Promise<void> {
  if (provider === null) return;
  await db.execute(sql`
    insert into accounts (provider, "providerAccountId", "userId", "linkedAt") values (${provider}, ${id}, ${userId}, ${now})`);
}

async function addMember(context: Context, member: HeliactylMember, wasHere: string | null): Promise<Taken> {
  const { db } = context;
  const address = Email.safeParse(member.email);
  // An address there was never proven, so it makes nobody the one who has it here.
  const isFree = address.success && !(await personByEmail(db, address.data));
  const email = isFree ? address.data : null;
  const userId = await addPerson(context, {
    ...{ name: callName(member), email, mustVerify: email !== null, roles: [await builtInRole(db, "member")] },
    passwordHash: email === null ? null : member.passwordHash,
  });
  await linkAccount(context, userId, member);
  const why = [
    ...(wasHere === null
      ? []
      : [
          `their address was that of ${wasHere} here, who has their servers and is another account: nothing proves that it is theirs. If it is, it can sign in by the same account at Discord, Google or GitHub before the import`,
        ]),
    ...(whyOf(member, isFree) ?? []),
  ];
  return { ourId: userId, fate: "created", ...(why.length > 0 ? { why: why.join("; ") } : {}) };
}

/** What of somebody could not be taken as it was. */
function whyOf({ id, provider, email }: HeliactylMember, isFree: boolean): string[] {
  if (provider !== null || isFree) return [];
  if (email !== null)
    return ["their address is no good or somebody else's here: they cannot sign in before the team gives them one"];
  return providerOf(id) === undefined
    ? ["their id is of no form that is known: they cannot sign in before the team gives them an address"]
    : ["their account there has no address: they cannot sign in before the team gives them one"];
}

const takeCoins = async (context: Context, userId: string, value: unknown, key: string): Promise<PartTaken> => {
  const said = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof said !== "number" || Number.isNaN(said))
    return left("there is no number: Heliactyl loses coins that are given to who has none yet");
  const amount = Math.min(MAX_COINS, Math.floor(said));
  if (amount < 1) return said === 0 ? WHOLE : left("a balance below one coin is none here");
  await moveCoins(context, {
    ...{
      from: { system: "issue" },
      to: { userId },
      amount,
      kind: "import.brought",
      key,
      params: { panel: PANEL },
    },
  });
  if (said > MAX_COINS) return { isTaken: true, why: `there are more than anybody can have here: ${MAX_COINS} came` };
  return said === amount ? WHOLE : { isTaken: true, why: "a part of a coin was dropped" };
};

/** What is staked, all positions together; earnings that nobody claimed are not counted. */
function stakedIn(value: unknown): number {
  const positions = z.array(z.object({ amount: z.number() })).safeParse(value);
  return positions.success ? positions.data.reduce((sum, { amount }) => sum + amount, 0) : Number.NaN;
}

const takePackage: Take = async (context, userId, value) => {
  const name = keepableText(String(value));
  const found = await packageNamed(context.db, name);
  if (!found)
    return left(`there is no package ${JSON.stringify(name.slice(0, 60))} here: add it, or import with --config`);
  await assignPackage(context, userId, found, { reason: REASON });
  return WHOLE;
};

const NAMES = ["ram", "disk", "cpu", "servers"] as const;

const takeExtra: Take = async (context, userId, value) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return left("it is no list of resources");
  const said = value as Record<string, unknown>;
  const bad = NAMES.filter((name) => said[name] != null && amountOf(said[name]) !== said[name]);
  const [ram, disk, cpu, servers] = NAMES.map((name) => amountOf(said[name]));
  await addExtra(
    context,
    userId,
    { memoryMiB: ram!, diskMiB: disk!, cpuPercent: cpu!, servers: servers! },
    { reason: REASON },
  );
  if (bad.length === 0) return WHOLE;
  return { isTaken: true, why: `${bad.join(", ")}: no whole amount that there can be; the nearest one came` };
};

const takeBypass: Take = async (context, userId, value) => {
  if (value !== true) return left("it is switched off");
  const person = await personById(context.db, userId);
  await setFreeMember(context, person!, true);
  return WHOLE;
};

const Ban = z.object({ reason: z.unknown().optional(), expiration: z.unknown().optional() });

const takeBan: Take = async (context, userId, value) => {
  const ban = Ban.safeParse(value);
  if (!ban.success) return left("it is no ban");
  const { reason, expiration } = ban.data;
  const until = typeof expiration === "string" ? new Date(expiration) : null;
  if (until && Number.isNaN(until.getTime()))
    return left("its end is no date: suspend them here, if they still are to be");
  // There a ban never ended by itself; here it would have.
  if (until && until <= context.now) return left("its end has passed");
  const words = typeof reason === "string" ? keepableText(reason).trim().slice(0, 500) : "";
  const person = await personById(context.db, userId);
  await suspendPerson(context, person!, { reason: words || null, note: REASON, until });
  return WHOLE;
};

/** Parts of people who are not there. */
function tellStrangers(into: Importing, { entries }: HeliactylDatabase, members: ReadonlySet<string>): void {
  for (const key of entries.keys()) {
    const [, part, id] = /^(coins|staking-positions|staked|package|extra|ban|renewbypass)-(.+)$/s.exec(key) ?? [];
    if (part !== undefined && id !== undefined && !members.has(id))
      into.report.leftOut(`${part} of nobody`, "there is no member of this id", key);
  }
}
