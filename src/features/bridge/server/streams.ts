import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { type BridgeStream, type Parts, type Report, STREAMS } from "../schema.ts";

const StreamRow = z.object({
  run: z.string(),
  revision: z.number(),
  snapshot: z.number(),
  openRevision: z.number().nullable(),
  openParts: z.number().nullable(),
  parts: z.array(z.number()),
});
type StreamRow = z.output<typeof StreamRow>;

type Said = z.output<typeof Report> & { serverId: string; snapshot?: z.output<typeof Parts> | undefined };

/** What to do with a report. */
export interface Turn {
  /** False: it was taken before, or what is newer was. */
  isNews: boolean;
  /** Up to which revision all is taken, this one included. */
  revision: number;
  /** The number of the snapshot that the rows of this stream are of. */
  snapshot: number;
  /** It was the last part of a whole: what is not of it is gone. */
  isComplete: boolean;
}

/**
 * Whose turn it is: moves the stream on by a report, or says that there is nothing to do. Holds the stream until the commit, so that reports of it come one
 * after the other. Throws AppError `conflict`: `bridge.not_connected` for a run that is not the present one, `bridge.gap` for a change that would leave
 * others out.
 */
export async function takeTurn({ db, now }: Context, stream: BridgeStream, said: Said): Promise<Turn> {
  const { serverId, run, revision, snapshot: whole } = said;
  await requireRun(db, serverId, run);
  await db.execute(sql`
    insert into bridge_streams ("serverId", stream, run, parts) values (${serverId}, ${stream}, ${run}, '{}') on conflict do nothing`);
  const stored = await row(
    db,
    StreamRow,
    sql`select run, revision, snapshot, "openRevision", "openParts", parts from bridge_streams
        where "serverId" = ${serverId} and stream = ${stream} for update`,
  );
  const at: StreamRow =
    stored!.run === run ? stored! : { ...stored!, run, revision: 0, openRevision: null, openParts: null, parts: [] };
  const nothing: Turn = { isNews: false, revision: at.revision, snapshot: at.snapshot, isComplete: false };
  if (revision <= at.revision) return nothing;
  if (!whole) {
    if (STREAMS[stream].ordered && revision !== at.revision + 1)
      throw new AppError("conflict", "bridge.gap", { expected: at.revision + 1 });
    await move(db, said, stream, { ...at, revision }, { now, isComplete: false });
    return { ...nothing, isNews: true, revision };
  }
  if (at.openRevision !== null && revision < at.openRevision) return nothing;
  const isOpen = at.openRevision === revision && at.openParts === whole.of;
  const before = isOpen ? at.parts : [];
  if (before.includes(whole.part)) return nothing;
  const snapshot = isOpen ? at.snapshot : at.snapshot + 1;
  const parts = [...before, whole.part];
  const isComplete = parts.length === whole.of;
  const next: StreamRow = isComplete
    ? { run, revision, snapshot, openRevision: null, openParts: null, parts: [] }
    : { run, revision: at.revision, snapshot, openRevision: revision, openParts: whole.of, parts };
  await move(db, said, stream, next, { now, isComplete });
  return { isNews: true, revision: next.revision, snapshot, isComplete };
}

/** Refuses what is of another run than the one that said hello last. */
export async function requireRun(db: Sql, serverId: string, run: string): Promise<void> {
  const link = await row(
    db,
    z.object({ run: z.string() }),
    sql`select run from bridge_links where "serverId" = ${serverId}`,
  );
  if (link?.run !== run) throw new AppError("conflict", "bridge.not_connected");
}

async function move(
  db: Sql,
  { serverId }: Said,
  stream: BridgeStream,
  to: StreamRow,
  { now, isComplete }: { now: Date; isComplete: boolean },
): Promise<void> {
  await db.execute(sql`
    update bridge_streams set run = ${to.run}, revision = ${to.revision}, snapshot = ${to.snapshot}, "openRevision" = ${to.openRevision}::bigint,
      "openParts" = ${to.openParts}::int, parts = ${to.parts}::int[], "reportedAt" = ${now},
      "completeAt" = case when ${isComplete}::boolean then ${now} else "completeAt" end
    where "serverId" = ${serverId} and stream = ${stream}`);
}
