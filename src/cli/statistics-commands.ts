import type { Command } from "commander";
import { operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { print, withInstallation } from "./run.ts";

const PAGE = 100;

/** `gamekeeper statistics recount`. */
export function addStatisticsCommands(program: Command): void {
  program
    .command("statistics")
    .description("Figures of what happens in games")
    .command("recount [server...]")
    .description(
      "Count visits, players, chat and fights anew out of what is kept of them; of all servers where none is named by its id",
    )
    .action(async (named: string[]) =>
      withInstallation(async ({ operator }) => {
        const missing = new Set(named);
        for (let page = 1, more = true; more; page++) {
          const { items, total } = await execute(operations.servers.list, operator, { page, limit: PAGE });
          more = page * PAGE < total;
          for (const { id, name } of items.filter((server) => named.length === 0 || named.includes(server.id))) {
            await execute(operations.statistics.recount, operator, { serverId: id });
            missing.delete(id);
            print(`Counted anew: ${name}`);
          }
        }
        if (missing.size > 0) throw new OperatorError(`There is no server ${[...missing].join(", ")}.`);
      }),
    );
}
