import * as z from "zod";
import { notify } from "#app/features/notifications/server/index.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now as clock } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { packageAssigned } from "../events.ts";
import { membersToSettle } from "./allowances.ts";
import { holdMember } from "./room.ts";
import { settleMember } from "./settle-member.ts";

/** Looks at whoever has more servers than they have room for, or has room again, or whose package has ended. */
export const SETTLE_JOB = "packages.settle";
const BATCH = 200;
const log = logOf("packages");

/** One member a transaction, so that neither is in the way of the others; each is done once, however many workers look at them at once. */
export const settle = defineCommand({
  id: "packages.settle",
  summary: "Bring a member's servers in line with what they have",
  description:
    "Ends a package whose time is over; tells who has too much, reminds them, and suspends what has no room when their time is over.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({ userId: z.string().min(1).max(100) }),
  output: z.object({}),
  example: { userId: "usr_01930000000070008000000000000001" },
  async run(context, { userId }) {
    await holdMember(context.db, userId);
    await endPackage(context, userId);
    await settleMember(context, userId);
    return {};
  },
});

async function endPackage(context: Context, userId: string): Promise<void> {
  const { db, now, emit } = context;
  const Ended = z.object({ userName: z.string(), packageName: z.string(), until: z.date() });
  const ended = await row(
    db,
    Ended,
    sql`delete from package_assignments a using users u, packages p
        where a."userId" = ${userId} and a.until <= ${now} and u.id = a."userId" and p.id = a."packageId"
        returning u.name as "userName", p.name as "packageName", a.until`,
  );
  if (!ended) return;
  emit(packageAssigned, { userId, name: ended.userName, package: null, until: null, reason: "Its time is over" });
  await notify(context, [userId], {
    type: "package.ended",
    params: { name: ended.packageName },
    about: null,
    once: `package.ended|${ended.until.getTime()}`,
  });
}

async function membersWhosePackageEnded(db: Sql, now: Date): Promise<string[]> {
  const found = await rows(
    db,
    z.object({ id: z.string() }),
    sql`select "userId" as id from package_assignments where until <= ${now} order by until limit ${BATCH}`,
  );
  return found.map(({ id }) => id);
}

/** The job, each minute and after whatever concerns many. */
export async function settleMembers({ database }: Pick<Runtime, "database">): Promise<void> {
  const failed = new Set<string>();
  const settleEach = async (ids: readonly string[]) => {
    for (const userId of ids)
      await execute(settle, SYSTEM, { userId }).catch((error: unknown) => {
        failed.add(userId);
        log.error({ err: error, userId }, "a member's servers could not be settled");
      });
  };
  for (;;) {
    const ended = (await membersWhosePackageEnded(database, clock())).filter((id) => !failed.has(id));
    if (ended.length === 0) break;
    await settleEach(ended);
  }
  for (let after = ""; ; ) {
    const ids = await membersToSettle(database, after, BATCH, clock());
    await settleEach(ids);
    if (ids.length < BATCH) return;
    after = ids.at(-1)!;
  }
}
