import * as z from "zod";
import { Snowflake } from "#app/features/discord/schema.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { defineCommand } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { settleMember } from "./settle-member.ts";

export const keepRoles = defineCommand({
  id: "packages.keepRoles",
  summary: "Write down what roles a user has on Discord",
  description: "As Discord has just said. It holds for a day; what it gives or takes is settled at once.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({
    userId: z.string().min(1).max(100),
    guildId: Snowflake,
    roleIds: z.array(Snowflake).max(1000).describe("All of them there; none where they are not in that server."),
  }),
  output: z.object({}),
  example: { userId: "usr_01930000000070008000000000000001", guildId: "1100000000000000002", roleIds: [] },
  async run(context, { userId, guildId, roleIds }) {
    const { db, now } = context;
    const person = await row(
      db,
      z.object({ id: z.string() }),
      sql`select id from users where id = ${userId} and "removedAt" is null for no key update`,
    );
    if (!person) return {};
    const before = await row(
      db,
      z.object({ roleIds: z.array(z.string()) }),
      sql`select "roleIds" from discord_member_roles where "userId" = ${userId} and "guildId" = ${guildId}`,
    );
    const roles = [...new Set(roleIds)].sort();
    await db.execute(sql`
      insert into discord_member_roles ("userId", "guildId", "roleIds", "checkedAt") values (${userId}, ${guildId}, ${roles}, ${now})
      on conflict ("userId", "guildId") do update set "roleIds" = excluded."roleIds", "checkedAt" = excluded."checkedAt"`);
    const isSame = before !== null && before.roleIds.join() === roles.join();
    if (!isSame) await settleMember(context, userId);
    return {};
  },
});

/** What Discord says of somebody without having been asked, where a package asks for roles of that server; else it is nobody's business. */
export async function keepMemberRoles(
  db: Sql,
  { userId, guildId, roleIds }: { userId: string; guildId: string; roleIds: readonly string[] },
): Promise<void> {
  const asked = await db.query(sql`select 1 as found from package_roles where "guildId" = ${guildId} limit 1`);
  if (asked.length > 0) await execute(keepRoles, SYSTEM, { userId, guildId, roleIds: [...roleIds] });
}
