import { NO_EARNING } from "#app/features/earning/rules.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { newAddress } from "#app/testing/people.ts";

/** The coins of a day, somebody who was brought, and what was given for playing and for being on Discord. */
export async function addEarning({ database }: Runtime, owner: Actor, member: Actor): Promise<void> {
  const rules = {
    ...NO_EARNING,
    daily: { ...NO_EARNING.daily, isOn: true },
    referral: { ...NO_EARNING.referral, isOn: true },
  };
  await execute(operations.settings.set, owner, { key: "earning", value: rules });
  await execute(operations.earning.claimDaily, member, {}, { address: newAddress() });
  const { code } = await execute(operations.earning.makeReferralCode, owner, {});
  await execute(operations.earning.useReferralCode, member, { code }, { address: newAddress() });
  // No game runs here in which they could have played, and no Discord that could be asked.
  await database.execute(sql`
    insert into earning_played ("userId", "fromAt", "untilAt")
    values (${member.userId}, ${new Date(now().getTime() - 2 * HOUR)}, ${new Date(now().getTime() - HOUR)})`);
  await database.execute(sql`
    insert into earning_joins ("guildId", "userId", "discordHash", at)
    values ('1100000000000000002', ${member.userId}, ${"0".repeat(64)}, ${new Date(now().getTime() - DAY)})`);
}
