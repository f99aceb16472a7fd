import { parseDocument } from "yaml";
import * as z from "zod";
import { AppError, type ErrorDetail } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineDelivery } from "#app/operation/define.ts";
import { row, sql } from "#app/platform/sql.ts";
import { ConsoleSpec } from "../../hosting/blueprint.ts";
import { withShared } from "../../hosting/resolve-blueprint.ts";
import { LinePatterns } from "../line-patterns.ts";
import { linesOf, READING_LIMITS, ReadLine, ReadPattern } from "../log-reading.ts";
import { readApart } from "./read-apart.ts";

const EXAMPLE_LINE = '2026-11-21T02:19:18.000Z INFO [logout] Ada: "quit", 61 s online, level 3, 0 coins';

export const readLog = defineDelivery({
  id: "blueprints.readLog",
  summary: "Try out how a console is read",
  description:
    "Tells for each line of a text which pattern takes it and what it tells of, as the agent would read it from the first line of a run on. Nothing is kept. `patterns` is the `console` of a blueprint, as YAML or JSON; without it the blueprint's own are used.",
  access: { kind: "permission", permission: "blueprints:read" },
  audit: "none",
  errors: ["not_found", "conflict", "unavailable"],
  cost: 5,
  input: z.object({
    blueprintId: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe("Whose patterns are used where `patterns` is not given."),
    patterns: z
      .string()
      .max(256 * 1024)
      .optional()
      .describe("The `console` of a blueprint, as YAML or JSON."),
    text: z
      .string()
      .max(READING_LIMITS.textBytes)
      .describe(`Lines of a log; those after the ${READING_LIMITS.lines}th are left out.`),
    continued: z
      .boolean()
      .default(false)
      .describe("The text begins in the middle of a run: who is not known to be in may be in all the same."),
  }),
  output: z.object({
    lines: z.array(ReadLine),
    given: z.int().describe("How many lines the text has; more than `lines` where the patterns took too long."),
    patterns: z.array(ReadPattern).describe("All patterns in the order in which they are tried, with what each took."),
    told: z.int().describe("How many lines told of something."),
    untaken: z.int().describe("How many lines no pattern took."),
    tookMs: z.number().describe("What the reading cost."),
  }),
  example: { blueprintId: "hollow", text: EXAMPLE_LINE },
  http: { method: "POST", path: "/blueprints/read-log", status: 200 },
  run: ({ db }, { blueprintId, patterns }) => patternsOf(db, blueprintId, patterns),
  async afterCommit(_context, { all, own }, { text, continued }) {
    const { lines, tookMs } = await readApart({ patterns: all, text, continued });
    const taken = new Map<number, number>();
    for (const { pattern } of lines) if (pattern !== null) taken.set(pattern, (taken.get(pattern) ?? 0) + 1);
    return {
      lines,
      given: linesOf(text).length,
      patterns: all.events.map(({ event, pattern }, index) => ({
        event,
        pattern,
        shared: index >= own,
        taken: taken.get(index) ?? 0,
      })),
      told: lines.filter(({ event }) => event !== null).length,
      untaken: lines.filter(({ pattern }) => pattern === null).length,
      tookMs: Math.round(tookMs * 100) / 100,
    };
  },
});

/** All patterns in their order, and how many of them are not the game's shared ones. */
async function patternsOf(db: Context["db"], blueprintId: string | undefined, text: string | undefined) {
  const spec = text === undefined ? await ofBlueprint(db, blueprintId) : specIn(text);
  const shared = spec.uses === undefined ? null : await sharedPatterns(db, spec.uses);
  if (spec.uses !== undefined && !shared)
    throw invalid([
      { path: "patterns.uses", code: "not_found", message: `There are no patterns called ${spec.uses}.` },
    ]);
  const { strip, erase, prefix, events } = withShared(spec, shared);
  return { all: { strip, erase, prefix, events }, own: spec.events.length };
}

async function ofBlueprint(db: Context["db"], blueprintId: string | undefined): Promise<ConsoleSpec> {
  if (blueprintId === undefined)
    throw invalid([{ path: "patterns", code: "required", message: "Give patterns, or the blueprint that has them." }]);
  const found = await row(
    db,
    z.object({ console: ConsoleSpec }),
    sql`select document->'console' as console from blueprints where id = ${blueprintId}`,
  );
  if (!found) throw new AppError("not_found");
  return found.console;
}

async function sharedPatterns(db: Context["db"], id: string): Promise<LinePatterns | null> {
  const found = await row(
    db,
    z.object({ console: LinePatterns }),
    sql`select document->'console' as console from console_patterns where id = ${id}`,
  );
  return found?.console ?? null;
}

/** The `console` of a blueprint out of its text; with the word itself above it too, as one copies it. */
function specIn(text: string): ConsoleSpec {
  const document = parseDocument(text, { uniqueKeys: true });
  const [error] = document.errors;
  if (error)
    throw invalid([{ path: "patterns", code: "no_yaml", message: error.message.split("\n")[0] ?? error.message }]);
  const value: unknown = plainValue(document);
  const inner = typeof value === "object" && value !== null && "console" in value ? value.console : value;
  const parsed = ConsoleSpec.safeParse(inner ?? {});
  if (parsed.success) return parsed.data;
  throw invalid(
    parsed.error.issues.map(({ path, code, message }) => ({
      path: ["patterns", ...path.map(String)].join("."),
      code,
      message,
    })),
  );
}

function plainValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    throw invalid([{ path: "patterns", code: "no_yaml", message: String(error) }]);
  }
}

function invalid(details: ErrorDetail[]): AppError {
  return new AppError("invalid_input", "invalid_input", { count: details.length }, details);
}
