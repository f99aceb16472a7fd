import type { Command } from "commander";
import { GRACES, type GraceName } from "#app/features/api-keys/graces.ts";
import { operations } from "#app/features/registry.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { print, printJson, runOperation } from "./run.ts";

/** `gamekeeper api list-keys` and what ends, pauses and renews a key of the installation. */
export function addKeyCommands(api: Command): void {
  api
    .command("list-keys")
    .description("The keys of the installation, newest first")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }) => {
      const { items } = await runOperation(operations.apiKeys.list, { limit: 100 });
      if (options.json) return printJson(items);
      if (items.length === 0) print("The installation has no key yet: make one by generate-key.");
      for (const key of items)
        print(
          `${key.id}  ${key.status.padEnd(8)}  ${key.start}…${key.last4}  ${key.name}  ${key.permissions.join(",")}`,
        );
    });

  api
    .command("rotate-key <id>")
    .description("Make a key that takes the place of one, which still works for the time of grace")
    .option("--grace <time>", `${GRACES.join(", ")}`, "24h")
    .option("--json", "print JSON")
    .action(async (keyId: string, options: { grace: string; json?: boolean }) => {
      if (!GRACES.includes(options.grace as GraceName))
        throw new OperatorError(`--grace is one of ${GRACES.join(", ")}, not ${options.grace}.`);
      const key = await runOperation(operations.apiKeys.rotate, { keyId, grace: options.grace as GraceName });
      if (options.json) return printJson(key);
      print(`Key ID: ${key.id}`);
      print(`API Key: ${key.key}`);
      print("Save this key now: it cannot be shown again.");
    });

  const acts = {
    revoke: "End a key for ever",
    disable: "Refuse a key until it is enabled again",
    enable: "Let a key work again",
  };
  for (const [act, description] of Object.entries(acts))
    api
      .command(`${act}-key <id>`)
      .description(description)
      .action(async (keyId: string) => {
        await runOperation(operations.apiKeys[act as keyof typeof acts], { keyId });
        print(`${keyId} is ${act === "revoke" ? "revoked" : `${act}d`}.`);
      });
}
