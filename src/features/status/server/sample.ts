import * as z from "zod";
import { MINUTE } from "#app/lib/duration.ts";
import { present } from "#app/operation/presence.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { env } from "#app/platform/env.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import type { MeasuredState, StatusPart } from "../schema.ts";

/** A part that takes longer is up, and slow. */
const SLOW_MS = 2_000;
const ASK_MS = 10_000;

/** How a part was found. */
export interface Measured {
  part: StatusPart;
  state: MeasuredState;
  responseMs: number | null;
}

/** Measures every part and writes it down under this minute. A second time in the same minute changes nothing. */
export async function sampleStatus({ database }: Runtime): Promise<void> {
  const at = new Date(Math.floor(now().getTime() / MINUTE) * MINUTE);
  const { HOST, PORT } = env();
  const base = `http://${HOST === "0.0.0.0" ? "127.0.0.1" : HOST === "::" ? "[::1]" : HOST}:${PORT}`;
  const found = await Promise.all([
    measureHttp("pages", `${base}/icon.svg`),
    // What the API answers without a key and without the database, which is measured by itself.
    measureHttp("api", `${base}/api/v1/health`, "OPTIONS"),
    measureDatabase(database),
    measureWorker(database),
    measureNodes(database, at),
  ]);
  for (const measured of found) if (measured) await keepSample(database, at, measured);
}

/** Writes a measurement down, and adds it to its day if that minute has none yet. */
export async function keepSample(db: Sql, at: Date, { part, state, responseMs }: Measured): Promise<void> {
  const minute = (of: MeasuredState) => (state === of ? 1 : 0);
  await db.execute(sql`
    with added as (
      insert into status_samples (part, at, state, "responseMs") values (${part}, ${at}, ${state}, ${responseMs})
      on conflict (part, at) do nothing returning part
    )
    insert into status_days as d (part, day, "upMinutes", "degradedMinutes", "downMinutes", "responseMsSum", responses)
    select part, ${at.toISOString().slice(0, 10)}::date, ${minute("up")}::int, ${minute("degraded")}::int, ${minute("down")}::int,
      ${responseMs ?? 0}::float, ${responseMs === null ? 0 : 1}::int from added
    on conflict (part, day) do update set "upMinutes" = d."upMinutes" + excluded."upMinutes",
      "degradedMinutes" = d."degradedMinutes" + excluded."degradedMinutes", "downMinutes" = d."downMinutes" + excluded."downMinutes",
      "responseMsSum" = d."responseMsSum" + excluded."responseMsSum", responses = d.responses + excluded.responses`);
}

/** Whether something answers there, and how fast. */
export async function measureHttp(part: StatusPart, url: string, method = "GET"): Promise<Measured> {
  const started = performance.now();
  try {
    const response = await fetch(url, { method, signal: AbortSignal.timeout(ASK_MS), redirect: "manual" });
    await response.arrayBuffer();
    const responseMs = millisecondsSince(started);
    return { part, responseMs, state: response.ok ? speed(responseMs) : "down" };
  } catch {
    return { part, responseMs: null, state: "down" };
  }
}

async function measureDatabase(db: Sql): Promise<Measured> {
  const started = performance.now();
  await db.query(sql`select 1`);
  const responseMs = millisecondsSince(started);
  return { part: "database", responseMs, state: speed(responseMs) };
}

/** Who measures is there; that it takes new jobs is told by its presence. */
async function measureWorker(db: Sql): Promise<Measured> {
  const there = (await present(db)).some(({ part }) => part === "worker");
  return { part: "worker", responseMs: null, state: there ? "up" : "degraded" };
}

const Counted = z.object({ nodes: z.number(), linked: z.number() });

/** All nodes together: some silent is degraded, all silent is down. Null where none has joined yet. */
async function measureNodes(db: Sql, at: Date): Promise<Measured | null> {
  const counted = await row(
    db,
    Counted,
    sql`select count(*)::int as nodes, count(l."nodeId")::int as linked from nodes n
        left join node_link l on l."nodeId" = n.id and l."leaseUntil" > ${at} where n."enrolledAt" is not null`,
  );
  if (!counted || counted.nodes === 0) return null;
  const state = counted.linked === counted.nodes ? "up" : counted.linked === 0 ? "down" : "degraded";
  return { part: "nodes", responseMs: null, state };
}

/** To a tenth: more is noise. */
function millisecondsSince(started: number): number {
  return Math.round((performance.now() - started) * 10) / 10;
}

function speed(responseMs: number): MeasuredState {
  return responseMs > SLOW_MS ? "degraded" : "up";
}
