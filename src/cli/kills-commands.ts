import type { Command } from "commander";
import { STAR_CITIZEN } from "#app/features/kills/told-kill.ts";
import { operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import { print, printJson, withInstallation } from "./run.ts";

/** `gamekeeper kills check` and `gamekeeper kills recount`. */
export function addKillsCommands(program: Command): void {
  const kills = program.command("kills").description("Kills and the figures that are made of them");
  kills
    .command("check")
    .description(
      "Compare the figures of all players, and those of all together and of each day, with the kills they are of; ends with 1 where they differ",
    )
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: boolean }) =>
      withInstallation(async ({ operator }) => {
        const { players, differing } = await execute(operations.kills.checkPlayers, operator, {});
        const { differing: totals, days } = await execute(operations.kills.checkTotals, operator, {});
        if (json) printJson({ players, differing, totals, days });
        else {
          print(
            `${players} players looked at: ${differing.length === 0 ? "their figures are true" : `those of ${differing.length} differ`}`,
          );
          for (const { game, playerId } of differing) print(`  ${playerId} in ${game}`);
          for (const { game, facet, value } of totals) print(`  All who played: ${facet} ${value} in ${game}`);
          for (const day of days) print(`  ${dayText(day)}`);
        }
        if (differing.length + totals.length + days.length > 0) process.exitCode = 1;
      }),
    );
  kills
    .command("recount [player...]")
    .description(
      "Count kills anew: of the players named by their ids, else of all whose figures differ from their kills, and of all together",
    )
    .option("--game <game>", "the game of the players that are named", STAR_CITIZEN)
    .action(async (named: string[], { game }: { game: string }) =>
      withInstallation(async ({ operator }) => {
        const players =
          named.length > 0
            ? named.map((playerId) => ({ game, playerId }))
            : (await execute(operations.kills.checkPlayers, operator, {})).differing;
        for (const player of players) {
          const answer = await execute(operations.kills.recountPlayer, operator, player);
          print(`Counted anew: ${player.playerId} in ${player.game}, ${answer.kills} kills and deaths`);
        }
        const { differing: totals, days } =
          named.length > 0 ? { differing: [], days: [] } : await execute(operations.kills.recountTotals, operator, {});
        for (const total of totals)
          print(`Counted anew: ${total.facet} ${total.value} in ${total.game}, of all who played`);
        for (const day of days) print(`Counted anew: ${dayText(day)}`);
        if (players.length + totals.length + days.length === 0) print("All figures are true.");
      }),
    );
}

/** A day of a community or a server. */
function dayText({ game, scope, period }: { game: string; scope: string; period: string }): string {
  return `${scope.startsWith("c:") ? "Community" : "Server"} ${scope.slice(2)} on ${period.slice(2)} in ${game}`;
}
