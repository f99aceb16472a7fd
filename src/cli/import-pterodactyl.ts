import type { Command } from "commander";
import { print, printJson, withInstallation } from "./run.ts";

/** `gamekeeper import …`: another panel, brought over. */
export function addPterodactylImport(program: Command): void {
  const group = program.commands.find((each) => each.name() === "import") ?? program.command("import");
  group
    .description("Bring another panel over: people, nodes, games, servers and who is in them. May be run again")
    .command("pterodactyl <from>")
    .description(
      "Out of its database (mysql://user:password@host/panel) or a dump of it; files of servers stay where they are",
    )
    .option("--dry-run", "do all of it, tell what came of it, and take it back")
    .option("--name <name>", "which one, where there are several: eu")
    .option("--json", "the whole report as JSON")
    .action(
      async (from: string, { dryRun = false, name, json }: { dryRun?: boolean; name?: string; json?: boolean }) => {
        const { importPterodactyl } = await import("#app/features/imports/server/index.ts");
        const report = await withInstallation(({ runtime, operator: actor }) =>
          importPterodactyl(from, {
            runtime,
            actor,
            source: name === undefined ? "pterodactyl" : `pterodactyl:${name}`,
            isDryRun: dryRun,
          }),
        );
        if (json) return printJson(report);
        if (dryRun) print("A dry run: nothing was changed. It would be:");
        for (const { kind, read, created, unchanged, skipped, failed } of report.kinds)
          print(
            `${kind}: ${read} read, ${created} new, ${unchanged} as they were, ${skipped} left out, ${failed} failed`,
          );
        for (const { kind, id, why } of report.problems) print(`  ${kind} ${id}: ${why}`);
        for (const { what, why, examples } of report.leftOut)
          print(`Not taken: ${what} (${examples.join(", ")}): ${why}`);
        for (const sentence of report.toDo) print(`To do: ${sentence}`);
      },
    );
}
