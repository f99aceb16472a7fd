import * as z from "zod";
import { SECOND } from "#app/lib/duration.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { row, sql } from "#app/platform/sql.ts";

/** How long a process that has died keeps others from running the bot in its place. */
export const LEASE_MS = 10 * SECOND;

/** What the process that runs the bot needs to know. */
export interface HeldBot {
  token: string;
  generation: number;
  /** Whether anything is to be heard of what people write. */
  reads: boolean;
}

const Held = z.object({ token: z.string(), generation: z.number(), reads: z.boolean() });

/**
 * Takes or keeps the bot for this process, for `LEASE_MS`; null where another has it, or there is none that is switched on. Two that connect as the same
 * bot would both answer, so whoever cannot renew in time must leave.
 */
export async function holdBot({ database, vault }: Runtime, name: string): Promise<HeldBot | null> {
  const at = now();
  const held = await row(
    database,
    Held,
    sql`update discord_bots set "leasedBy" = ${name}, "leasedUntil" = ${new Date(at.getTime() + LEASE_MS)}
        where id = 1 and enabled and ("leasedBy" = ${name} or "leasedUntil" is null or "leasedUntil" <= ${at})
        returning token, generation,
          exists (select from discord_relays r join servers s on s.id = r."serverId" where r."toGame" and s.desired <> 'deleted') as reads`,
  );
  return held && { ...held, token: vault.open(held.token) };
}

/** Gives the bot back, so that another process need not wait. */
export async function releaseBot({ database }: Runtime, name: string): Promise<void> {
  await database.execute(
    sql`update discord_bots set "leasedBy" = null, "leasedUntil" = null where id = 1 and "leasedBy" = ${name}`,
  );
}

/** The token of the bot that is switched on; null: there is none. */
export async function botToken({ database, vault }: Pick<Runtime, "database" | "vault">): Promise<string | null> {
  const found = await row(
    database,
    z.object({ token: z.string() }),
    sql`select token from discord_bots where id = 1 and enabled`,
  );
  return found && vault.open(found.token);
}
