import * as z from "zod";
import { asked, namesOfAll } from "#app/features/catalog/server/index.ts";
import { showsKills } from "#app/features/kills/server/index.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { NAME_MARK } from "../rephrase.ts";
import { Finding } from "../schema.ts";
import { statementOf } from "../statement.ts";

export const InsightId = z.string().regex(/^ins_[0-9a-f]{32}$/);

/** An insight as it is shown: the finding, said to this caller. */
export const Insight = Finding.extend({
  id: InsightId.nullable().describe("Null: found for this call alone, as it asks for a part of what there is."),
  game: z.string(),
  playerId: z.string(),
  playerName: z.string(),
  cellName: z
    .string()
    .nullable()
    .describe("What people call the cell; null: nothing to name, or a player who is hidden."),
  statement: z.string().describe("What was found, as a sentence of the figures."),
  rephrased: z
    .string()
    .nullable()
    .describe("The same by a language model, with the same figures; null: none was asked."),
  kills: z
    .object({
      playerId: z.string(),
      from: Timestamp,
      to: Timestamp,
      place: z.string().optional(),
      system: z.string().optional(),
    })
    .describe("What the list of kills is asked for to see those behind it (GET /kills)."),
  firstAt: Timestamp,
  computedAt: Timestamp,
});
export type Insight = z.output<typeof Insight>;

/** An insight before it is said to anybody. */
export interface KeptInsight {
  id: string | null;
  playerId: string;
  game: string;
  finding: Finding;
  rephrased: string | null;
  firstAt: Date;
  computedAt: Date;
}

const HIDDEN = "somebody who shows their kills to few";

const Person = z.object({ id: z.string(), name: z.string(), shows: z.boolean() });

/** Says insights to a caller: things by the catalogue's names, people only where they show their kills to the caller. */
export async function saidTo(db: Sql, actor: Actor, kept: readonly KeptInsight[]): Promise<Insight[]> {
  const ids = [
    ...new Set(
      kept.flatMap(({ playerId, finding }) => (finding.type === "opponent" ? [playerId, finding.cell!] : [playerId])),
    ),
  ];
  const people = new Map(
    (
      await rows(
        db,
        Person,
        sql`select p.id, p.name, ${showsKills(actor)} as shows from players p left join users u on u.id = p."userId" where p.id = any(${ids}::text[])`,
      )
    ).map((person) => [person.id, person]),
  );
  const names = new Map<string, string>();
  for (const game of new Set(kept.map((insight) => insight.game))) {
    const classes = kept.flatMap(({ game: of, finding: { type, cell } }) =>
      of === game && cell !== null && (type === "place" || type === "ship") ? [{ facet: type, text: cell }] : [],
    );
    for (const [key, { name }] of await namesOfAll(db, game, classes)) names.set(`${game} ${key}`, name);
  }
  return kept.map(({ finding, firstAt, computedAt, rephrased, ...rest }) => {
    const { type, cell } = finding;
    const opponent = type === "opponent" ? people.get(cell!) : undefined;
    const isHidden = type === "opponent" && !opponent?.shows;
    const name =
      type === "opponent"
        ? isHidden
          ? HIDDEN
          : opponent!.name
        : type === "place" || type === "ship"
          ? (names.get(`${rest.game} ${asked(type, cell!)}`) ?? cell!)
          : (cell ?? "");
    return {
      ...finding,
      ...rest,
      ...(isHidden ? { cell: null, question: "opponent" } : {}),
      playerName: people.get(rest.playerId)?.name ?? "",
      cellName: isHidden || cell === null ? null : name,
      statement: statementOf(finding, name),
      rephrased: rephrased === null ? null : rephrased.replaceAll(NAME_MARK, () => name),
      kills: {
        playerId: rest.playerId,
        ...finding.window,
        ...(type === "place" || type === "system" ? { [type]: cell! } : {}),
      },
      firstAt: iso(firstAt),
      computedAt: iso(computedAt),
    };
  });
}
