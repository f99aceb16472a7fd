import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { defineCommand } from "#app/operation/define.ts";
import { join, literal, row, type Sql, sql } from "#app/platform/sql.ts";
import { Kill, KillKind, KillMethod, KillText, STAR_CITIZEN } from "../../schema.ts";
import { EXAMPLE_KILL, OneKill } from "../reading/kills.ts";
import { systemOfPlace } from "../recording/known-systems.ts";
import { thingsOf } from "../things/things.ts";
import { THING_FIELDS, THING_NAMES, thingsIn, type Worded, wordsOf } from "../things/things-of-kills.ts";
import { changeKill, lockedKill, mayDecide, seenKill, tellingsOf } from "./change-kill.ts";
import { ChangeReason } from "./changes.ts";

const text = KillText.nullable().optional();
const Corrections = z.object({
  weapon: text,
  damageType: text,
  killerVehicle: text,
  victimVehicle: text,
  place: text,
  system: text,
  mode: text,
  method: KillMethod.optional(),
  kind: KillKind.optional().describe("For who decides alone."),
});
type Corrections = z.output<typeof Corrections>;
const NAMES = Object.keys(Corrections.shape) as (keyof Corrections)[];

/** Another place brings the system that it is in along, where nothing is said of that: what was, was of the place before. */
async function withPlacesSystem(db: Sql, game: string, given: Corrections): Promise<Corrections> {
  if (given.place === undefined || given.system !== undefined || game !== STAR_CITIZEN) return given;
  return { ...given, system: given.place === null ? null : await systemOfPlace(db, given.place) };
}

export const correct = defineCommand({
  id: "kills.correct",
  summary: "Correct a kill",
  description:
    "What of it is given changes, null takes it away; figures follow, and what it was before stays in its history. For who told of it, as long as nobody else did, and for who decides. Who killed whom is not to be corrected: take it back and tell it again.",
  access: { kind: "list", permission: "kills:write" },
  errors: ["not_found", "forbidden", "invalid_input"],
  input: OneKill.extend({ ...Corrections.shape, reason: ChangeReason }),
  output: Kill,
  example: { killId: EXAMPLE_KILL, weapon: "klwe_rifle_energy_01", reason: "I had swapped rifles." },
  // What was changed is told beside it, as far as it is for all who read that.
  audited: ({ killId, reason }) => ({ killId, reason }),
  http: { method: "PATCH", path: "/kills/{killId}" },
  async run(context, { killId, reason, ...given }) {
    const { db, actor } = context;
    const kill = await lockedKill(context, (await seenKill(context, killId)).num);
    const corrections = await withPlacesSystem(db, kill.game, given);
    const tellings = await tellingsOf(db, kill.num);
    const decides = mayDecide(actor, tellings);
    const isOnlyTeller = tellings.length > 0 && tellings.every(({ reporter }) => reporter === `user:${actor.userId}`);
    if (!decides && !(isOnlyTeller && corrections.kind === undefined && kill.state !== "retracted"))
      throw new AppError("forbidden", "kills.not_to_correct");
    const names = NAMES.filter((name) => corrections[name] !== undefined && corrections[name] !== kill[name]);
    if (names.length === 0) throw new AppError("invalid_input", "kills.nothing_to_correct");
    const of = (from: Partial<Record<keyof Corrections, unknown>>) =>
      Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
    const value = (name: keyof Corrections) =>
      name === "kind" ? sql`${corrections[name]}::kill_kind` : sql`${corrections[name]}`;
    const corrected = { ...kill, ...of(corrections) } as Worded;
    const things = thingsIn(corrected, await thingsOf(db, wordsOf(corrected)));
    const set = names.map((name) => sql`${literal(`"${name}"`)} = ${value(name)}`);
    for (const name of THING_NAMES)
      set.push(sql`${literal(`"${THING_FIELDS[name].column}"`)} = ${things[name]?.num ?? null}`);
    return changeKill(context, kill, {
      change: "corrected",
      reason,
      set: join(set, ", "),
      before: of(kill),
      after: of(corrections),
    });
  },
});

export const withdraw = defineCommand({
  id: "kills.withdraw",
  summary: "Take back what you told of a kill",
  description:
    "Your word and what you sent with it are removed. Where nobody else told of it the kill is retracted; else it stands by the others' word.",
  access: { kind: "list", permission: "kills:write" },
  errors: ["not_found", "forbidden"],
  input: OneKill.extend({ reason: ChangeReason.optional() }),
  output: Kill,
  example: { killId: EXAMPLE_KILL },
  http: { method: "POST", path: "/kills/{killId}/withdrawal" },
  async run(context, { killId, reason }) {
    const { db, actor } = context;
    const kill = await lockedKill(context, (await seenKill(context, killId)).num);
    const removed = await db.execute(
      sql`delete from kill_reports where "killNum" = ${kill.num} and reporter = ${`user:${actor.userId}`}`,
    );
    if (actor.userId === null || removed === 0) throw new AppError("forbidden", "kills.not_told_by_you");
    const left = await row(
      db,
      z.object({ tellers: z.number(), servers: z.number() }),
      sql`select count(distinct reporter)::int as tellers, (count(*) filter (where reporter like 'server:%'))::int as servers from kill_reports where "killNum" = ${kill.num}`,
    );
    const { tellers, servers } = left!;
    const state = tellers === 0 ? "retracted" : kill.state;
    return changeKill(context, kill, {
      change: "withdrawn",
      reason: reason ?? null,
      set: sql`state = ${state}::kill_state, confirmations = ${tellers}, confirmed = ${tellers > 1 || servers > 0}, "reporterId" = nullif("reporterId", ${actor.userId})`,
      before: { state: kill.state, confirmations: kill.confirmations },
      after: { state, confirmations: tellers },
    });
  },
});
