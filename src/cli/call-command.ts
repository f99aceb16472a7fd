import type { Command } from "commander";
import { call } from "./call.ts";

/** `gamekeeper call`. */
export function addCallCommand(program: Command): void {
  program
    .command("call [operation-or-request...]")
    .description(
      `Call a panel's API with a key: gamekeeper call servers.list '{"limit": 5}', or gamekeeper call GET /servers`,
    )
    .option("--profile <name>", "panel and key of gamekeeper profiles")
    .option("--url <url>", "the panel; default: the profile's, else http://127.0.0.1:3000")
    .option(
      "--key-file <file>",
      "file with the key; default: the profile's, else GAMEKEEPER_API_KEY of the environment",
    )
    .option("--data <json>", "the input or body; - reads it from standard input")
    .option("--if-match <etag>", "the ETag that was read: refused if there was another change since")
    .option("--json", "print the answer as it came, on one line")
    .option("--list", "print every operation that can be called")
    .action(call);
}
