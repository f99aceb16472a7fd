import * as z from "zod";
import { askMember, discordIdOf } from "#app/features/discord/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { takeAddress } from "./addresses.ts";
import { type EarnerRow, earnerOf, memberId, requireOn, type Today, todayOf } from "./earner.ts";
import { pay } from "./pay.ts";

/** What being in servers of Discord offers a member. */
export async function joinOffer(db: Sql, { rules: { join } }: Today, earner: EarnerRow) {
  const discordId = await discordIdOf(db, earner.userId);
  const taken = await takenGuilds(db, earner.userId, discordId);
  return {
    isLinked: discordId !== null,
    guilds: join.guilds.map(({ inviteUrl, ...guild }) => ({
      ...guild,
      inviteUrl: inviteUrl || null,
      isTaken: taken.has(guild.guildId),
    })),
  };
}

/** The servers of Discord that this member, or the account on Discord they have linked now, was given coins for. */
async function takenGuilds(db: Sql, userId: string, discordId: string | null): Promise<ReadonlySet<string>> {
  const found = await rows(
    db,
    z.object({ guildId: z.string() }),
    sql`select "guildId" from earning_joins
        where "userId" = ${userId} or "discordHash" = ${discordId === null ? null : sha256Hex(discordId)}`,
  );
  return new Set(found.map(({ guildId }) => guildId));
}

async function rewarded({ db, now }: Pick<Context, "db" | "now">, guildId: string) {
  const today = await todayOf(db, now);
  requireOn(today.rules.join);
  const guild = today.rules.join.guilds.find((one) => one.guildId === guildId);
  if (!guild) throw new AppError("not_found", "earning.unknown_guild");
  return { today, guild };
}

export const join = defineCommand({
  id: "earning.join",
  summary: "Claim the coins for being in a server of Discord",
  description:
    "The panel's bot has to be in it, and sees whether the account on Discord that you have linked is. Once for each server, however often one leaves and comes, and once for an account on Discord, whoever links it.",
  access: { kind: "permission", permission: "economy:spend" },
  errors: ["conflict", "not_found", "unavailable"],
  input: z.object({ guildId: z.string().max(30).describe("The server of Discord, as its id there.") }),
  output: z.object({ given: z.int().describe("Coins that were given.") }),
  example: { guildId: "1100000000000000002" },
  http: { method: "POST", path: "/earning/join/{guildId}" },
  // Discord is asked while no row is held.
  async before(context, { guildId }) {
    const { guild } = await rewarded(context, guildId);
    const discordId = await discordIdOf(context.db, memberId(context.actor));
    if (discordId === null) throw new AppError("conflict", "earning.no_discord");
    // It is refused where it is written down: a call that is repeated with its key is given the answer of the first.
    if ((await takenGuilds(context.db, memberId(context.actor), discordId)).has(guildId)) return discordId;
    if (!(await askMember(context.runtime, guildId, discordId)))
      throw new AppError("conflict", "earning.not_in_guild", { name: guild.name });
    return discordId;
  },
  async run(context, { guildId }, _subject, discordId) {
    const { db, now } = context;
    const { today, guild } = await rewarded(context, guildId);
    const { userId } = await earnerOf(context, today.rules);
    // Linked to somebody else while Discord was asked.
    if ((await discordIdOf(db, userId)) !== discordId) throw new AppError("conflict", "earning.no_discord");
    await takeAddress(context, userId, today);
    const discordHash = sha256Hex(discordId);
    const isFirst = await db.execute(sql`
      insert into earning_joins ("guildId", "userId", "discordHash", at) values (${guildId}, ${userId}, ${discordHash}, ${now})
      on conflict do nothing`);
    if (isFirst === 0) throw new AppError("conflict", "earning.joined", { name: guild.name });
    const { coins, name } = guild;
    const given = await pay(context, {
      userId,
      way: "join",
      day: today.day,
      coins,
      occasion: guildId,
      params: { name },
    });
    return { given };
  },
});
