import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { Timestamp } from "#app/lib/time.ts";
import { Believed } from "#app/operation/believed.ts";
import { defineQuery } from "#app/operation/define.ts";
import { type Part, present } from "#app/operation/presence.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { VERSION } from "#app/platform/version.ts";

const PARTS: readonly Part[] = ["web", "sidecar", "worker"];
const CACHE_MS = 250;
const Counted = z.object({ waiting: z.number() });

/** What is not there yet, in words; empty when all is up. A panel without a node of its own waits for none. */
async function missingParts(db: Sql, at: Date): Promise<string[]> {
  const there = new Set((await present(db)).map(({ part }) => part));
  const missing: string[] = PARTS.filter((part) => !there.has(part));
  const local = await row(
    db,
    Counted,
    sql`select count(*)::int as waiting from nodes n left join node_link l on l."nodeId" = n.id and l."leaseUntil" > ${at}
        where n.local and (n."enrolledAt" is null or l."nodeId" is null)`,
  );
  if (local && local.waiting > 0) missing.push("local agent");
  return missing;
}

/** Told by each process of itself, so that one that answers says so whatever else is missing. */
export const api = defineQuery({
  id: "health.api",
  summary: "Does the API answer?",
  description: "Needs no key. Says nothing of the panel's other parts: see `GET /health`.",
  access: { kind: "public" },
  whileClosed: true,
  input: z.object({}),
  output: z.object({ status: z.literal("ok"), version: z.string(), uptimeSeconds: z.int(), at: Timestamp }),
  example: {},
  http: { method: "GET", path: "/health/api" },
  run: async ({ now, runtime }) => ({
    status: "ok" as const,
    version: VERSION,
    uptimeSeconds: Math.max(0, Math.floor((now.getTime() - runtime.startedAt.getTime()) / 1000)),
    at: now.toISOString(),
  }),
});

const believed = new Believed<string[]>(CACHE_MS);

export const get = defineQuery({
  id: "health.get",
  summary: "Is the panel up?",
  description: "Needs no key. 503 names what is missing until web, sidecar, worker and the local agent are all there.",
  access: { kind: "public" },
  whileClosed: true,
  rate: "none",
  errors: ["unavailable"],
  input: z.object({}),
  output: z.object({
    status: z.literal("ok"),
    version: z.string(),
    uptimeSeconds: z.int(),
    limits: z.object({
      countedIn: z
        .enum(["memory", "redis", "upstash"])
        .describe("Where calls are counted: by each process in its memory, or by all together."),
      awaySince: Timestamp.nullable().describe(
        "Since when that does not answer: each process counts for itself; signing in and making keys are refused.",
      ),
    }),
  }),
  example: {},
  http: { method: "GET", path: "/health" },
  async run({ db, now, runtime }) {
    const missing = await believed.of(runtime.database, () => missingParts(db, now)).catch(() => ["database"]);
    if (missing.length > 0)
      throw new AppError(
        "unavailable",
        "health.missing",
        { missing: missing.join(", ") },
        missing.map((part) => ({ path: part, code: "missing", message: `${part} is not there yet.` })),
      );
    const { store, awaySince } = runtime.limiter.health();
    return {
      status: "ok" as const,
      version: VERSION,
      uptimeSeconds: Math.floor((now.getTime() - runtime.startedAt.getTime()) / 1000),
      limits: { countedIn: store, awaySince: awaySince?.toISOString() ?? null },
    };
  },
});
