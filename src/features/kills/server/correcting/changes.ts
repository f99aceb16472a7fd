import * as z from "zod";
import { asked } from "#app/features/catalog/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { KILL_CHANGES, Kill, KillChange } from "../../schema.ts";
import { namesIn } from "../reading/kill-names.ts";
import { EXAMPLE_KILL, OneKill } from "../reading/kills.ts";
import { THING_FIELDS, THING_NAMES } from "../things/things-of-kills.ts";
import { changeKill, lockedKill, mayDecide, seenKill, tellingsOf, withoutShips } from "./change-kill.ts";

export const ChangeReason = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .describe("Why, for those who decide and for who reads it later.");

export const dispute = defineCommand({
  id: "kills.dispute",
  summary: "Dispute a kill",
  description: "For who had part in it or told of it. It counts until somebody decides.",
  access: { kind: "list", permission: "kills:write" },
  errors: ["not_found", "forbidden", "conflict"],
  input: OneKill.extend({ reason: ChangeReason }),
  output: Kill,
  example: { killId: EXAMPLE_KILL, reason: "It was the turret's gunner." },
  http: { method: "POST", path: "/kills/{killId}/dispute" },
  async run(context, { killId, reason }) {
    const { db, actor } = context;
    const kill = await lockedKill(context, (await seenKill(context, killId)).num);
    const tellings = await tellingsOf(db, kill.num);
    const isTeller = tellings.some(({ reporter }) => reporter === `user:${actor.userId}`);
    if (!isTeller && !kill.isOwn && !mayDecide(actor, tellings)) throw new AppError("forbidden", "kills.not_yours");
    if (kill.state !== "counted") throw new AppError("conflict", "kills.undecided");
    return changeKill(context, kill, {
      change: "disputed",
      reason,
      set: sql`state = 'disputed'`,
      before: { state: kill.state },
      after: { state: "disputed" },
    });
  },
});

export const decide = defineCommand({
  id: "kills.decide",
  summary: "Decide whether a kill counts",
  description:
    "A retracted kill is in no figure and on no list any more; it can be counted again. Who may decide in communities decides on what was told in theirs alone.",
  access: { kind: "list", permission: "kills:decide" },
  errors: ["not_found", "forbidden", "conflict"],
  input: OneKill.extend({ verdict: z.enum(["counted", "retracted"]), reason: ChangeReason }),
  output: Kill,
  example: { killId: EXAMPLE_KILL, verdict: "retracted", reason: "Told by mistake." },
  http: { method: "POST", path: "/kills/{killId}/decision" },
  async run(context, { killId, verdict, reason }) {
    const kill = await lockedKill(context, (await seenKill(context, killId)).num);
    if (!mayDecide(context.actor, await tellingsOf(context.db, kill.num)))
      throw new AppError("forbidden", "forbidden", { permission: "kills:decide" });
    if (kill.state === verdict) throw new AppError("conflict", "kills.undecided");
    return changeKill(context, kill, {
      change: verdict,
      reason,
      set: sql`state = ${verdict}::kill_state`,
      before: { state: kill.state },
      after: { state: verdict },
    });
  },
});

const ChangeRow = z.object({
  at: z.date(),
  byId: z.string().nullable(),
  byName: z.string(),
  change: z.enum(KILL_CHANGES),
  reason: z.string().nullable(),
  before: z.record(z.string(), z.json()),
  after: z.record(z.string(), z.json()),
});

/** What people call the things that changes are of, by the words for them. */
async function namesOfChanges(
  db: Sql,
  game: string,
  changes: readonly Pick<z.output<typeof ChangeRow>, "before" | "after">[],
): Promise<Map<string, string>> {
  const said = changes.flatMap(({ before, after }) =>
    THING_NAMES.flatMap((name) =>
      [before[name], after[name]].flatMap((text) =>
        typeof text === "string" ? [{ facet: THING_FIELDS[name].facet, text }] : [],
      ),
    ),
  );
  if (said.length === 0) return new Map();
  const names = await namesIn(db, game, said);
  return new Map(
    said.flatMap(({ facet, text }) => {
      const name = names.get(asked(facet, text))?.name;
      return name === undefined || name === text ? [] : [[text, name] as const];
    }),
  );
}

export const changes = defineQuery({
  id: "kills.changes",
  summary: "List what was done to a kill",
  description:
    "Oldest first: corrections, disputes and decisions. Who disputed a kill, corrected it or took their word back, and why, is for those who had part in it, told of it or decide.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: OneKill,
  output: z.object({ items: z.array(KillChange) }),
  example: { killId: EXAMPLE_KILL },
  http: { method: "GET", path: "/kills/{killId}/changes" },
  async run(context, { killId }) {
    const { db, actor } = context;
    const kill = await seenKill(context, killId);
    const { num } = kill;
    const tellings = await tellingsOf(db, num);
    const decides = mayDecide(actor, tellings);
    const concerned = decides || kill.isOwn || tellings.some(({ reporter }) => reporter === `user:${actor.userId}`);
    const found = await rows(
      db,
      ChangeRow,
      sql`select at, "byId", "byName", change, reason, before, after from kill_changes where "killNum" = ${num} order by id`,
    );
    const names = await namesOfChanges(db, kill.game, found);
    return {
      items: found.map(({ at, byId, byName, change, reason, before, after }) => {
        const isDecision = change === "counted" || change === "retracted";
        const [was, is] = [before, after].map((all) => withoutShips(all, kill.killerHidden, kill.victimHidden)) as [
          typeof before,
          typeof after,
        ];
        const isNamed = decides || isDecision || (byId !== null && byId === actor.userId);
        return {
          at: iso(at),
          by: isNamed ? byName : null,
          change,
          reason: isDecision || concerned ? reason : null,
          before: was,
          after: is,
          names: Object.fromEntries(
            [...Object.values(was), ...Object.values(is)].flatMap((said) =>
              typeof said === "string" && names.has(said) ? [[said, names.get(said)!]] : [],
            ),
          ),
        };
      }),
    };
  },
});
