import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as YAML from "yaml";
import { LogGame, type ReadHow } from "#app/features/logs/log-games.ts";
import { BEGINS, STAR_CITIZEN_LOG } from "#app/features/logs/log-terms.ts";
import { isTimeZone } from "#app/features/logs/log-time.ts";
import { OperatorError } from "#app/platform/operator-error.ts";

const CONSOLES = path.resolve(import.meta.dirname, "../../blueprints/consoles");

/** The games whose patterns ship with this program: what it reads logs by, without asking a panel. */
function shippedGames(): LogGame[] {
  return readdirSync(CONSOLES)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => LogGame.parse(YAML.parse(readFileSync(path.join(CONSOLES, file), "utf8"))));
}

/** How logs are to be read, as the options say. Throws OperatorError for what cannot be. */
export function howOf({ game, begins, timeZone }: { game?: string; begins?: string; timeZone?: string }): ReadHow {
  const games = shippedGames();
  const known = [STAR_CITIZEN_LOG, ...games.map(({ id }) => id)];
  if (game !== undefined && !known.includes(game))
    throw new OperatorError(`Logs of these games are read: ${known.join(", ")}.`);
  if (begins !== undefined && !BEGINS.test(begins))
    throw new OperatorError("Give --begins as a day (2026-04-01) or as a day and a time (2026-04-01T18:30).");
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw new OperatorError("Give --time-zone as the name of one, such as Europe/Berlin.");
  return { game: game ?? null, begins: begins ?? null, timeZone: timeZone ?? null, games };
}
