import * as z from "zod";
import { addressBlock } from "#app/lib/address.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { TRIES_WINDOW_MS, waitAfter } from "../rules.ts";

/** What may be tried only so often. */
export type Tried =
  | "sign-in"
  | "second-factor"
  | "setup"
  | "password-reset"
  | "email-verification"
  | "sign-up"
  | "join"
  | "discord-link"
  | "community-join"
  | "coupon"
  | "coin-gift";

/** How many tries cost no wait: for one account (or one token), and for one address, behind which many people may be. */
const FREE_OF_ACCOUNT = 5;
const FREE_OF_ADDRESS = 20;

const Failed = z.object({ failed: z.number(), last: z.date().nullable() });

/**
 * Counts a try before it is made, so that many at once cannot all be the first; refuses it while the wait after earlier ones lasts. Call from an operation's
 * `before`. If it cannot be counted it is not let through.
 *
 * An account's tries from an address that has signed in to it lately are counted by themselves: a stranger who guesses from many addresses makes the
 * others wait, not the owner at home.
 */
export async function takeTry(context: Context, what: Tried, account: string | null): Promise<void> {
  const { runtime, now, address } = context;
  const keys: [key: string, free: number][] = [[addressKey(what, address), FREE_OF_ADDRESS]];
  if (account !== null) keys.push([await accountKey(context.db, what, account, address), FREE_OF_ACCOUNT]);
  await runtime.database.transaction(async (tx) => {
    // In the order of their text, so that two calls never wait for each other.
    for (const [key, free] of keys.sort(([a], [b]) => (a < b ? -1 : 1))) {
      await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 7))::text as locked`);
      const { failed, last } = (await row(
        tx,
        Failed,
        sql`select count(*)::int as failed, max(at) as last from attempts where key = ${key} and at > ${new Date(now.getTime() - TRIES_WINDOW_MS)}`,
      ))!;
      const waitMs = last ? last.getTime() + waitAfter(failed, free) - now.getTime() : 0;
      if (failed >= free && waitMs > 0) throw tooManyTries(waitMs);
      await tx.execute(sql`insert into attempts (key, at) values (${key}, ${now})`);
    }
  });
}

/** After a try that succeeded: the account's count begins anew, and the address gets its try back. */
export async function trySucceeded({ db, address }: Context, what: Tried, account: string | null): Promise<void> {
  await db.execute(sql`
    delete from attempts where id = (select id from attempts where key = ${addressKey(what, address)} order by id desc limit 1)`);
  if (account === null) return;
  await db.execute(sql`delete from attempts where key = ${await accountKey(db, what, account, address)}`);
}

/**
 * After a try that succeeded where successes come in numbers (codes of a store): each count gets this one try back, and no more, so that a good code which somebody has
 * does not make their guesses free.
 */
export async function tryGivenBack({ db, address }: Context, what: Tried, account: string): Promise<void> {
  for (const key of [addressKey(what, address), await accountKey(db, what, account, address)])
    await db.execute(
      sql`delete from attempts where id = (select id from attempts where key = ${key} order by id desc limit 1)`,
    );
}

/** Remembers from where a user has signed in. */
export async function becomeFamiliar({ db, now, address }: Context, userId: string): Promise<void> {
  if (address === null) return;
  await db.execute(sql`
    insert into familiar_addresses ("userId", address, "lastAt") values (${userId}, ${addressBlock(address)}, ${now})
    on conflict ("userId", address) do update set "lastAt" = excluded."lastAt"`);
}

function addressKey(what: Tried, address: string | null): string {
  return `${what}:address:${addressBlock(address)}`;
}

/** The account (an address, or a user's id) is hashed: the table shall not be a list of who was tried. */
async function accountKey(db: Sql, what: Tried, account: string, address: string | null): Promise<string> {
  const block = addressBlock(address);
  const familiar = await row(
    db,
    z.object({ userId: z.string() }),
    sql`select f."userId" from familiar_addresses f join users u on u.id = f."userId"
        where (u.id = ${account} or lower(u.email) = ${account}) and f.address = ${block}`,
  );
  return `${what}:account:${sha256Hex(account)}${familiar ? `:${block}` : ""}`;
}

function tooManyTries(waitMs: number): AppError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  const error = new AppError("rate_limited", "identity.too_many_tries", { seconds });
  error.retryAfterSec = seconds;
  return error;
}
