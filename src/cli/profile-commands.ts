import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { env } from "#app/platform/env.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { profilesFile, readProfiles, writeProfiles } from "./profiles.ts";
import { print, printJson } from "./run.ts";

/** `gamekeeper profiles`: panels and keys by name, for `gamekeeper call --profile`. */
export function addProfileCommands(program: Command): void {
  const profiles = program.command("profiles").description("Panels and keys for gamekeeper call, by name");
  const file = () => profilesFile(env().GAMEKEEPER_PROFILES);

  profiles
    .command("add <name>")
    .description("Keep a panel's address and a key, which is read from standard input")
    .requiredOption("--url <url>", "the panel, for example https://panel.example.org")
    .action((name: string, { url }: { url: string }) => {
      if (!URL.canParse(url) || !/^https?:/.test(url)) throw new OperatorError(`${url} is not the address of a panel.`);
      const key = readFileSync(0, "utf8").trim();
      if (!key) throw new OperatorError("Standard input is empty: give the key there, for example with < file.");
      writeProfiles(file(), { ...readProfiles(file()), [name]: { url, key } });
      print(`Kept ${name} in ${file()}.`);
    });

  profiles
    .command("list")
    .description("All profiles, without their keys")
    .option("--json", "print JSON")
    .action(({ json }: { json?: boolean }) => {
      const all = Object.entries(readProfiles(file())).map(([name, { url }]) => ({ name, url }));
      if (json) return printJson(all);
      for (const { name, url } of all) print(`${name}  ${url}`);
    });

  profiles
    .command("remove <name>")
    .description("Forget a profile")
    .action((name: string) => {
      const { [name]: gone, ...left } = readProfiles(file());
      if (!gone) throw new OperatorError(`There is no profile called ${name}.`);
      writeProfiles(file(), left);
      print(`Forgot ${name}.`);
    });
}
