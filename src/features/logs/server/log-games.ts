import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { LogGame } from "../log-games.ts";
import { STAR_CITIZEN_LOG } from "../log-terms.ts";

/** The games whose logs are read by the patterns of their consoles. */
export async function logGames(db: Sql): Promise<LogGame[]> {
  const found = await rows(
    db,
    z.object({ document: z.unknown() }),
    sql`select document from console_patterns order by id`,
  );
  return found.flatMap(({ document }) => {
    const parsed = LogGame.safeParse(document);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Throws AppError for a game whose logs nobody can read. */
export async function requireLogGame(db: Sql, game: string | undefined): Promise<void> {
  if (game === undefined || game === STAR_CITIZEN_LOG) return;
  const known = await logGames(db);
  if (known.every(({ id }) => id !== game)) throw new AppError("not_found", "logs.unknown_game", { game });
}

export const games = defineQuery({
  id: "logs.games",
  summary: "List the games whose logs can be read",
  description:
    "Beside Star Citizen (star-citizen): those whose consoles this panel has patterns for. With them readers in other places read logs as the panel does.",
  access: { kind: "list", permission: "kills:write" },
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        stamps: z.array(z.string()).describe("How the beginning of a line tells its time: RE2, with named groups."),
        console: z
          .record(z.string(), z.unknown())
          .describe("How the rest of a line is read, as in the game's patterns."),
      }),
    ),
  }),
  example: {},
  http: { method: "GET", path: "/logs/games" },
  async run({ db }) {
    const known = await logGames(db);
    return { items: known.map(({ id, game: name, stamps, console }) => ({ id, name, stamps, console })) };
  },
});
