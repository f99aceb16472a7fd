import { type Command, Option } from "commander";
import { operations } from "#app/features/registry.ts";
import { addKeyCommands } from "./key-commands.ts";
import { print, printJson, runOperation, wholeNumber } from "./run.ts";

interface GenerateOptions {
  name: string;
  permissions: string;
  expiresInDays?: number;
  rateLimit?: number;
  server?: string;
  format: "gamekeeper" | "maid";
  json?: boolean;
}

/** `gamekeeper api …`. */
export function addApiCommands(program: Command): void {
  const api = program.command("api").description("API keys of the installation");
  addKeyCommands(api);
  api
    .command("generate-key")
    .description("Make an API key that belongs to the panel and acts as its service account")
    .requiredOption("--name <name>", "what it is for")
    .requiredOption(
      "--permissions <list>",
      "comma-separated scopes (servers:read) or bundles (READ_PUBLIC, FULL_ACCESS, read-only)",
    )
    .option("--expires-in-days <days>", "default: never", wholeNumber)
    .option("--rate-limit <per minute>", "default: the limits of each endpoint", wholeNumber)
    .option("--server <id>", "for this server alone; default: for all")
    .addOption(
      new Option("--format <format>", "how the key is written: as this panel's, or as MAID's clients know it")
        .choices(["gamekeeper", "maid"])
        .default("gamekeeper"),
    )
    .option("--json", "print JSON")
    .action(async (options: GenerateOptions) => {
      const key = await runOperation(operations.apiKeys.generate, {
        name: options.name,
        permissions: options.permissions
          .split(",")
          .map((name) => name.trim())
          .filter(Boolean),
        expiresInDays: options.expiresInDays ?? null,
        rateLimitPerMinute: options.rateLimit ?? null,
        format: options.format,
        ...(options.server && { serverId: options.server }),
      });
      if (options.json) return printJson(key);
      print("API Key created successfully!");
      print(`Key ID: ${key.id}`);
      print(`Name: ${key.name}`);
      print(`Permissions: ${key.permissions.join(", ")}`);
      print("");
      print("IMPORTANT: Save this key now - it cannot be retrieved later!");
      print(`API Key: ${key.key}`);
    });
}
