import { recordKills, recordOptions, tellKills } from "#app/features/kills/server/index.ts";
import { OTHER_OWNER, STAR_CITIZEN, UNPROVEN_OWNER } from "#app/features/kills/told-kill.ts";
import type { Context } from "#app/operation/context.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import { killsGameOf } from "../log-games.ts";
import type { LoggedDeath, ReadReport } from "../logged-facts.ts";
import { type ImportRow, joined } from "./import-rows.ts";
import { logGames } from "./log-games.ts";
import { hasProven, ownerOfLog } from "./log-owner.ts";
import { classesOf } from "./missing-names.ts";
import { toldOfLog, whyLeft } from "./told-of-log.ts";

export interface TakenPart {
  deaths: readonly LoggedDeath[];
  readBytes: number;
  /** What the reader knows so far; of the last part it is the whole. */
  report: ReadReport | null;
  isEnd: boolean;
}

/**
 * Takes the next deaths of a log in the caller's transaction, together with how far the import is: whoever dies in between has taken nothing, and what was taken
 * before by another import is not taken twice.
 */
export async function takeDeaths(
  context: Pick<Context, "db" | "now" | "emit">,
  running: ImportRow,
  { deaths, readBytes, report, isEnd }: TakenPart,
): Promise<void> {
  const { db, now } = context;
  const { userId, communityId, isOwn } = running;
  const handle = running.handle ?? report?.session.handle ?? null;
  const build = running.build ?? report?.session.version ?? null;
  const logGame = running.game ?? report?.game ?? null;
  const game = killsGameOf(logGame, await logGames(db));
  const owner = running.owner === "unknown" ? await ownerOfLog(context, userId, { handle, isOwn }) : running.owner;
  const left = { ...running.left };
  const kept: LoggedDeath[] = [];
  for (const death of deaths) {
    const why = whyLeft(death, game, now);
    if (why === null) kept.push(death);
    else left[why] = (left[why] ?? 0) + 1;
  }
  const { told, shiftMs } = await toldOfLog(
    context,
    { game, logGame, userId, communityId, build, doubts: await doubtsOf(db, { ...running, handle, owner }, game) },
    kept,
    running.shiftMs,
  );
  const recorded = await recordKills(context, told, await recordOptions(db));
  await tellKills(
    context,
    recorded,
    recorded.map(() => communityId),
  );
  const count = (what: string) => recorded.filter(({ outcome }) => outcome === what).length;
  const classes = joined(running.classes, classesOf(kept));
  await db.execute(sql`
    update log_imports set handle = ${handle}, build = ${build}, game = ${logGame}, owner = ${owner}, "shiftMs" = ${shiftMs}, taken = taken + ${deaths.length}, recorded = recorded + ${count("recorded")},
      confirmed = confirmed + ${count("confirmed")}, repeated = repeated + ${count("repeated")}, "left" = ${JSON.stringify(left)}::jsonb,
      classes = ${JSON.stringify(classes)}::jsonb, "readBytes" = greatest("readBytes", least(${readBytes}::bigint, bytes)), "updatedAt" = ${now},
      state = ${isEnd ? "done" : "running"}, report = ${isEnd ? JSON.stringify(report) : null}::jsonb, "finishedAt" = ${isEnd ? now : null}::timestamptz
    where id = ${running.id}`);
}

/** What speaks against all of a log: of one that lies on a node its operator says whose it is; any other is a file that its importer may have written. */
async function doubtsOf(
  db: Sql,
  { userId, source, handle, owner }: Pick<ImportRow, "userId" | "source" | "handle" | "owner">,
  game: string,
): Promise<string[]> {
  if (owner === "other") return [OTHER_OWNER];
  if (game !== STAR_CITIZEN || source === "node") return [];
  return (await hasProven(db, userId, handle)) ? [] : [UNPROVEN_OWNER];
}
