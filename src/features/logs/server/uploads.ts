import * as z from "zod";
import { tellableCommunities } from "#app/features/communities/server/index.ts";
import { countTold } from "#app/features/kills/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { NOT_ONE_LINE, ONE_LINE } from "#app/lib/text.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { sql } from "#app/platform/sql.ts";
import { LogGameId } from "../log-games.ts";
import { MOST_FACTS } from "../log-terms.ts";
import { LoggedDeath, ReadReport } from "../logged-facts.ts";
import { LogImport } from "../schema.ts";
import { importsWhere, shownImports } from "./import-rows.ts";
import { EXAMPLE_IMPORT, OneImport, ownImport } from "./imports.ts";
import { requireLogGame } from "./log-games.ts";
import { takeDeaths } from "./take-deaths.ts";

export const EXAMPLE_DEATH: z.input<typeof LoggedDeath> = {
  at: "2025-10-15T08:24:35.039Z",
  line: 4711,
  lines: 2,
  evidence: "observed",
  kind: "pvp",
  method: "fps",
  victim: { name: "Outlaw-Joe", id: "201926434301", type: "player" },
  killer: { name: "Kestrel", id: "201926434272", type: "player" },
  weapons: ["behr_rifle_ballistic_01"],
  damageType: "Bullet",
  zone: "OOC_Stanton_2b_Daymar",
  victimShip: null,
  killerShip: null,
  mode: "pu",
  doubts: [],
};

/** Who imports, and into which community. Throws AppError for who may not tell of kills there. */
export async function importerOf(
  { actor, db }: Pick<Context, "actor" | "db">,
  community: string | null,
): Promise<{ userId: string; communityId: string | null }> {
  const { userId } = actor;
  if (userId === null || (community === null && !may(actor, "kills:write")))
    throw new AppError("forbidden", "forbidden", { permission: "kills:write" });
  if (community === null) return { userId, communityId: null };
  const found = await tellableCommunities(db, actor, [community]);
  return { userId, communityId: found.get(community) ?? null };
}

export const ImportFor = z.object({
  game: LogGameId.optional().describe("Which game's log it is; default: found out."),
  communityId: z.string().max(64).optional().describe("The community that the kills are told in."),
  isOwn: z
    .boolean()
    .default(false)
    .describe(
      "The logs are of your own game: their player becomes yours, unless it is somebody else's by more than their word.",
    ),
});

export const begin = defineCommand({
  id: "logs.begin",
  summary: "Begin to hand in what a log of yours tells",
  description:
    "For readers that run where the log lies, such as the browser and the command line: only the deaths are handed in, never the log. Then `logs.take` part by part, and `logs.end`.",
  access: { kind: "list", permission: "kills:write" },
  input: ImportFor.extend({
    name: z.string().trim().min(1).max(200).regex(ONE_LINE, NOT_ONE_LINE).describe("What the file is called."),
    bytes: z.int().nonnegative().describe("Its size as it lies there."),
    source: z.enum(["upload", "cli"]).default("upload"),
  }),
  output: LogImport,
  errors: ["forbidden", "not_found", "conflict"],
  example: { name: "Game.log", bytes: 10_485_760 },
  http: { method: "POST", path: "/logs/imports", status: 201 },
  async run(context, { name, bytes, source, game, communityId: community, isOwn }) {
    const { db, now, actor, target } = context;
    const { userId, communityId } = await importerOf(context, community ?? null);
    await requireLogGame(db, game);
    const id = newId("lgi", now.getTime());
    await db.execute(sql`
      insert into log_imports (id, source, name, game, "communityId", "isOwn", bytes, "userId", "createdBy", "createdAt", "updatedAt")
      values (${id}, ${source}, ${name}, ${game ?? null}, ${communityId}, ${isOwn}, ${bytes}, ${userId}, ${actor.label}, ${now}, ${now})`);
    target("log_import", id, name);
    const [shown] = await shownImports(db, await importsWhere(db, sql`where id = ${id}`));
    return shown!;
  },
});

export const take = defineCommand({
  id: "logs.take",
  summary: "Hand in the next deaths of a log",
  description: `Up to ${MOST_FACTS}, in the log's order; \`from\` is the number of the first, counted from 0. What was handed in before is left out, so a part whose answer was lost can be sent again.`,
  access: { kind: "list", permission: "kills:write" },
  audit: "none",
  input: OneImport.extend({
    from: z.int().nonnegative(),
    deaths: z.array(LoggedDeath).max(MOST_FACTS),
    readBytes: z.int().nonnegative().default(0).describe("How much of the file is read."),
    handle: z.string().max(60).nullable().default(null).describe("Whose log it is, as far as it is known."),
    build: z.string().max(40).nullable().default(null),
    game: LogGameId.nullable().default(null).describe("Which game's log it is, where that was found out."),
  }),
  output: LogImport,
  errors: ["forbidden", "not_found", "conflict"],
  example: { ...EXAMPLE_IMPORT, from: 0, deaths: [EXAMPLE_DEATH] },
  http: { method: "POST", path: "/logs/imports/{importId}/deaths", status: 200 },
  before: (context, { deaths }) => countTold(context, "logs", deaths.length),
  async run(context, { importId, from, deaths, readBytes, handle, build, game }) {
    const running = await runningImport(context, importId);
    await requireLogGame(context.db, game ?? undefined);
    if (from > running.taken) throw new AppError("conflict", "logs.gap", { expected: running.taken });
    const known = {
      ...running,
      handle: running.handle ?? handle,
      build: running.build ?? build,
      game: running.game ?? game,
    };
    await takeDeaths(context, known, {
      deaths: deaths.slice(running.taken - from),
      readBytes,
      report: null,
      isEnd: false,
    });
    return await shown(context, importId);
  },
});

export const end = defineCommand({
  id: "logs.end",
  summary: "Say that a log was read to its end",
  description: "With what the reader found. The answer is the whole report.",
  access: { kind: "list", permission: "kills:write" },
  input: OneImport.extend({ report: ReadReport }),
  output: LogImport,
  errors: ["forbidden", "not_found", "conflict"],
  example: {
    ...EXAMPLE_IMPORT,
    report: {
      session: {
        startedAt: "2025-10-15T08:28:26.000Z",
        firstAt: null,
        lastAt: null,
        version: "4.3.1",
        fileVersion: null,
        changelist: "10392434",
        channel: "LIVE",
        environment: "PUB",
        session: null,
        backupName: null,
        handle: "Kestrel",
        ownId: null,
        shard: null,
      },
      lines: 51_200,
      bytes: 10_485_760,
      killLines: 2,
      kills: 1,
      inferredDeaths: 0,
      vehicleSteps: 0,
      incapacitations: 0,
      corpses: 0,
      skipped: { repeated: 1 },
      skippedLines: [{ line: 4712, reason: "repeated" }],
    },
  },
  http: { method: "POST", path: "/logs/imports/{importId}/end", status: 200 },
  async run(context, { importId, report }) {
    const running = await runningImport(context, importId);
    context.target("log_import", running.id, running.name);
    await takeDeaths(context, running, { deaths: [], readBytes: running.bytes, report, isEnd: true });
    return await shown(context, importId);
  },
});

/** The caller's import, held until the end of the transaction, so that parts are taken one after the other. */
async function runningImport(context: Context, importId: string) {
  await context.db.query(sql`select id from log_imports where id = ${importId} for update`);
  const running = await ownImport(context, importId);
  await importerOf(context, running.communityId);
  if (running.state !== "running" || running.source === "node") throw new AppError("conflict", "logs.import_over");
  return running;
}

async function shown(context: Context, importId: string): Promise<z.input<typeof LogImport>> {
  const [shown] = await shownImports(context.db, [await ownImport(context, importId)]);
  return shown!;
}
