import type { Command } from "commander";
import { SettingKey } from "#app/features/admin/settings.ts";
import { operations } from "#app/features/registry.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { print, printJson, runOperation } from "./run.ts";
import { settingValue } from "./setting-value.ts";

/** `gamekeeper settings list` and `set`. */
export function addSettingsCommands(program: Command): void {
  const settings = program.command("settings").description("The panel's settings");

  settings
    .command("list")
    .description("All settings, their values and what they mean")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }) => {
      const { items } = await runOperation(operations.settings.list, {});
      if (options.json) return printJson(items);
      for (const { key, value, says } of items) print(`${key} = ${JSON.stringify(value)}\n    ${says}`);
    });

  settings
    .command("set <key> <value>")
    .description(
      `Change one: gamekeeper settings set sign-up open, or with JSON: settings set api-origins '["https://example.org"]'`,
    )
    .action(async (key: string, value: string) => {
      const known = SettingKey.safeParse(key);
      if (!known.success)
        throw new OperatorError(`There is no setting called ${key}. There are: ${SettingKey.options.join(", ")}.`);
      const set = await runOperation(operations.settings.set, {
        key: known.data,
        value: settingValue(known.data, value) as never,
      });
      print(`${set.key} = ${JSON.stringify(set.value)}`);
    });
}
