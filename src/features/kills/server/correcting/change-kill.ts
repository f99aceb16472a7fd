import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { killChanged } from "../../events.ts";
import type { Kill, KillChange } from "../../schema.ts";
import { countedKills, lockParties, type Parties, recount } from "../counting/counted-kills.ts";
import { withName } from "../reading/kill-names.ts";
import { KillRow, selectKills, shownKill } from "../reading/kill-rows.ts";
import { visibleKills } from "../reading/seen-kills.ts";

/** Throws AppError `not_found` for a kill that the caller does not see. */
export async function seenKill({ db, actor, now }: Context, killId: string): Promise<KillRow> {
  const kill = await row(
    db,
    KillRow,
    sql`${selectKills(actor)} where k.id = ${killId} and ${visibleKills(actor, now)}`,
  );
  if (!kill) throw new AppError("not_found", "kills.unknown");
  return kill;
}

const Telling = z.object({ reporter: z.string(), communityId: z.string().nullable(), serverId: z.string().nullable() });

/**
 * Who told of a kill and where. Whoever decides in a community decides on what was told in communities of theirs and nowhere else: to tell of somebody's kill once
 * more in one's own community must not give power over it.
 */
export async function tellingsOf(db: Sql, num: number): Promise<z.output<typeof Telling>[]> {
  return await rows(
    db,
    Telling,
    sql`select r.reporter, r."communityId", k."serverId" from kill_reports r join kills k on k.num = r."killNum" where k.num = ${num}`,
  );
}

export function mayDecide(actor: Actor, tellings: readonly z.output<typeof Telling>[]): boolean {
  if (may(actor, "kills:decide")) return true;
  return (
    tellings.length > 0 &&
    tellings.every(({ reporter, communityId, serverId }) =>
      may(actor, "kills:decide", { communityId, serverId: reporter.startsWith("server:") ? serverId : null }),
    )
  );
}

/** The kill with its parties locked, as it is now: what is decided on it holds until the transaction ends. */
export async function lockedKill({ db, actor }: Context, num: number): Promise<KillRow> {
  const keys = await row(
    db,
    z.object({
      game: z.string(),
      killerKey: z.string(),
      victimKey: z.string(),
      killerId: z.string().nullable(),
    }) satisfies z.ZodType<Parties>,
    sql`select game, "killerKey", "victimKey", "killerId" from kills where num = ${num}`,
  );
  if (!keys) throw new AppError("not_found", "kills.unknown");
  await lockParties(db, [keys]);
  const kill = await row(db, KillRow, sql`${selectKills(actor)} where k.num = ${num} for update of k`);
  if (!kill) throw new AppError("not_found", "kills.unknown");
  return kill;
}

interface Change {
  change: KillChange["change"];
  reason: string | null;
  /** Columns to set, as `a = 1, b = 2`. */
  set: SqlText;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** Changes a kill that is locked, with its figures, its history, the audit log and an event; gives it as it is then. */
export async function changeKill(
  context: Context,
  kill: KillRow,
  { change, reason, set, before, after }: Change,
): Promise<Kill> {
  const { db, now, actor, emit, target, changed } = context;
  const was = await countedKills(db, [kill.num]);
  await db.execute(sql`update kills set ${set}, "updatedAt" = ${now} where num = ${kill.num}`);
  await recount(db, was, await countedKills(db, [kill.num]));
  await db.execute(sql`
    insert into kill_changes ("killNum", at, "byId", "byName", change, reason, before, after)
    values (${kill.num}, ${now}, ${actor.userId}, ${actor.label}, ${change}, ${reason}, ${JSON.stringify(before)}::jsonb, ${JSON.stringify(after)}::jsonb)`);
  const [communityId = null] = kill.communityIds;
  target("kill", kill.id, labelOf(kill), { serverId: kill.serverId, communityId });
  const told = (values: Record<string, unknown>) => withoutShips(values, kill.killerIsShy, kill.victimIsShy);
  changed(told(before), told(after));
  const is = (await row(db, KillRow, sql`${selectKills(actor)} where k.num = ${kill.num}`))!;
  // Of what is not public yet nobody is told that it is there.
  if (kill.publicAt <= now)
    emit(killChanged, { killId: kill.id, state: is.state, change, serverId: kill.serverId, communityId });
  return withName(db, shownKill(is, actor, now));
}

/** What was changed, without the ships of those who are hidden: people are found by what they fly. */
export function withoutShips<T>(
  values: Readonly<Record<string, T>>,
  killerHidden: boolean,
  victimHidden: boolean,
): Record<string, T> {
  const { killerVehicle, victimVehicle, ...rest } = values;
  return {
    ...rest,
    ...(killerVehicle !== undefined && !killerHidden ? { killerVehicle } : {}),
    ...(victimVehicle !== undefined && !victimHidden ? { victimVehicle } : {}),
  };
}

/** For the audit log, which more people read than may know who shows their kills to few. */
function labelOf({ killerName, killerIsShy, victimName, victimIsShy }: KillRow): string {
  return `${killerIsShy ? "?" : (killerName ?? "?")}: ${victimIsShy ? "?" : victimName}`;
}
