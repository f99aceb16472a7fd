import * as z from "zod";
import { liftSuspensions, suspendServers } from "#app/features/hosting/server/index.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { mayComeIn } from "#app/operation/standing.ts";
import { rows, type SqlText, sql } from "#app/platform/sql.ts";

const One = z.object({ id: z.string() });
const HELD = sql`exists (select from server_suspensions h where h."serverId" = s.id and h.kind = 'owner' and h."liftedAt" is null)`;
const AT_ONCE = 500;

/** Servers whose owner meets this, which is not what is held against them. */
async function wrong({ db }: Context, which: SqlText): Promise<string[]> {
  const found = await rows(
    db,
    One,
    sql`select s.id from servers s join users u on u.id = s."ownerId" where s.desired <> 'deleted' and ${which} order by s.id limit ${AT_ONCE}`,
  );
  return found.map(({ id }) => id);
}

/**
 * While an owner is suspended, so are their servers. It is compared and made so, not told along: so it also holds for a server that is given to somebody who
 * is suspended, and done twice it changes nothing.
 */
export const keepServers = defineCommand({
  id: "users.keepServers",
  summary: "Suspend the servers of suspended owners, and no others",
  description: "For the clock, and right after somebody was suspended or let in again.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({}),
  output: z.object({ suspended: z.int(), lifted: z.int() }),
  example: {},
  async run(context) {
    const isOut = sql`(u."removedAt" is null and not ${mayComeIn("u")})`;
    const suspended = await suspendServers(context, await wrong(context, sql`${isOut} and not ${HELD}`), {
      kind: "owner",
    });
    const lifted = await liftSuspensions(context, await wrong(context, sql`not ${isOut} and ${HELD}`), "owner");
    return { suspended: suspended.length, lifted: lifted.length };
  },
});
