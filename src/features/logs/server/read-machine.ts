import * as z from "zod";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { defineDelivery } from "#app/operation/define.ts";
import { Begins, LogGameId, TimeZoneName } from "../log-games.ts";
import { STAR_CITIZEN_LOG } from "../log-terms.ts";
import { LoggedDeath, ReadReport } from "../logged-facts.ts";
import { LogPlace, MissingNames } from "../schema.ts";
import { joined, whyNoGameKills } from "./import-rows.ts";
import { logGames, requireLogGame } from "./log-games.ts";
import { logRefusal, type Machine, machineOf } from "./machines.ts";
import { type Classes, classesOf, missingNames, NO_CLASSES } from "./missing-names.ts";

/** A caller waits so long; a log that takes longer is imported, which nobody waits for. */
const WAIT_MS = 20_000;
const MOST_SHOWN = 500;
const EXAMPLE = { path: "/srv/logs/StarCitizen/LIVE/Game.log" };

const ReadPlace = LogPlace.extend({
  game: LogGameId.optional().describe("Which game's log it is; default: found out."),
  begins: Begins.optional(),
  timeZone: TimeZoneName.optional(),
});

interface WholeRead {
  report: ReadReport;
  bytes: number;
  isWhole: boolean;
}

/** Reads a machine's log part by part, as far as the time goes. Throws AppError for what is not read. */
async function readThrough(
  { runtime, db }: Pick<Context, "runtime" | "db">,
  { id }: Machine,
  { path, game, begins, timeZone }: z.output<typeof ReadPlace>,
  take: (deaths: readonly LoggedDeath[]) => void,
): Promise<WholeRead> {
  const reading = newId("lgi");
  const until = performance.now() + WAIT_MS;
  await requireLogGame(db, game);
  const how = { game: game ?? null, begins: begins ?? null, timeZone: timeZone ?? null, games: await logGames(db) };
  for (let from = 0; ; ) {
    const part = await runtime.gateway.ask(id, "logs.read", { path, reading, from, how });
    if (part.problem !== null || part.report === null) throw logRefusal(part.problem ?? "not_found");
    take(part.kills);
    from += part.kills.length;
    if (part.isEnd || performance.now() > until)
      return { report: part.report, bytes: part.ofBytes, isWhole: part.isEnd };
  }
}

const Validated = z.object({
  isGameLog: z.boolean().describe("Whether it is a log of a game that is known."),
  game: z.string().nullable().describe("Of which: star-citizen or the id of its patterns, as logs.games gives them."),
  isWhole: z.boolean().describe("False: it was not read to its end, because it is long. Import it all the same."),
  bytes: z.int(),
  build: z.string().nullable(),
  channel: z.string().nullable(),
  handle: z.string().nullable(),
  killLines: z.int(),
  kills: z.int(),
  inferredDeaths: z.int(),
  whyNoKills: z.string().nullable(),
  report: ReadReport,
});

export const validate = defineDelivery({
  id: "logs.validate",
  summary: "Look whether a file on a node is a log of a game",
  description:
    "Reads it to its end and says of which game it is, and of Star Citizen whose, of which build, and whether that build logs kills at all.",
  access: { kind: "permission", permission: "nodes:read" },
  audit: "none",
  cost: 5,
  input: ReadPlace,
  output: Validated,
  errors: ["not_found", "conflict", "node_offline", "node_timeout"],
  example: EXAMPLE,
  http: { method: "POST", path: "/logs/validate", status: 200 },
  run: (context, place) => machineOf(context, place),
  async afterCommit(context, machine, place) {
    const { report, bytes, isWhole } = await readThrough(context, machine, place, () => {});
    const { session } = report;
    return {
      isGameLog: (report.game ?? null) !== null,
      game: report.game ?? null,
      isWhole,
      bytes,
      build: session.version,
      channel: session.channel,
      handle: session.handle,
      killLines: report.killLines,
      kills: report.kills,
      inferredDeaths: report.inferredDeaths,
      whyNoKills: whyNoGameKills(report),
      report,
    };
  },
});

export const parse = defineDelivery({
  id: "logs.parse",
  summary: "Read the kills of a log on a node",
  description:
    "Tells what an import would find, and keeps nothing: the deaths, each once, and the report. With `import` afterwards they become kills.",
  access: { kind: "permission", permission: "nodes:read" },
  audit: "none",
  cost: 5,
  input: ReadPlace.extend({
    includePvP: z.boolean().default(true).describe("Whether kills of players by players are among `deaths`."),
    includePvE: z.boolean().default(true).describe("Whether all other deaths are."),
    limit: z.int().min(1).max(MOST_SHOWN).default(MOST_SHOWN).describe("The most `deaths`; `found` counts them all."),
  }),
  output: z.object({
    deaths: z.array(LoggedDeath),
    found: z.int().describe("How many there are of the kinds that were asked for, shown or not."),
    isWhole: z.boolean().describe("False: it was not read to its end, because it is long. Import it all the same."),
    report: ReadReport,
    whyNoKills: z.string().nullable(),
    missing: MissingNames,
  }),
  errors: ["not_found", "conflict", "node_offline", "node_timeout"],
  example: EXAMPLE,
  http: { method: "POST", path: "/logs/parse", status: 200 },
  run: (context, place) => machineOf(context, place),
  async afterCommit(context, machine, { includePvE, includePvP, limit, ...place }) {
    const deaths: LoggedDeath[] = [];
    let found = 0;
    let classes: Classes = { weapon: [], ship: [], place: [] };
    const { report, isWhole } = await readThrough(context, machine, place, (part) => {
      const wanted = part.filter(({ kind }) => (kind === "pvp" ? includePvP : includePvE));
      found += wanted.length;
      deaths.push(...wanted.slice(0, Math.max(0, limit - deaths.length)));
      classes = joined(classes, classesOf(part));
    });
    const [missing] = await missingNames(context.db, [report.game === STAR_CITIZEN_LOG ? classes : NO_CLASSES]);
    return { deaths, found, isWhole, report, whyNoKills: whyNoGameKills(report), missing: missing! };
  },
});
