import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { operations } from "#app/features/registry.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { print, printJson, runOperation } from "./run.ts";

/** `gamekeeper users …`, for machines without a browser and for owners who are locked out. */
export function addUserCommands(program: Command): void {
  const users = program.command("users").description("People of the panel");

  users
    .command("create")
    .description("Add a user")
    .requiredOption("--email <address>", "e-mail address, with which they sign in")
    .option("--name <name>", "default: what stands before the @")
    .option("--role <role>", "owner, admin, moderator, member or one of your own", "member")
    .option("--password-stdin", "read the password from standard input; without it a link to set one is printed")
    .option("--json", "print JSON")
    .action(
      async (options: { email: string; name?: string; role: string; passwordStdin?: boolean; json?: boolean }) => {
        const created = await runOperation(operations.users.create, {
          email: options.email,
          roles: [options.role],
          ...(options.name === undefined ? {} : { name: options.name }),
          ...(options.passwordStdin ? { password: passwordFromStdin() } : {}),
        });
        if (options.json) return printJson(created);
        print(`Created ${created.user.name} (${created.user.email}), ${options.role}.`);
        if (created.passwordLink) print(`They set their password at ${created.passwordLink.url}`);
      },
    );

  users
    .command("reset-password <email>")
    .description("Print a link with which a user sets a new password")
    .action(async (email: string) => {
      const { url, expiresAt } = await runOperation(operations.users.resetPassword, { email });
      print(`${url}\nGood once, until ${expiresAt}.`);
    });

  users
    .command("recover-owner <email>")
    .description("Make somebody owner, with a link to set a password; adds them if they are new")
    .option("--name <name>")
    .action(async (email: string, options: { name?: string }) => {
      const { user, url } = await runOperation(operations.users.recoverOwner, { email, ...options });
      print(`${user.name} is owner. They set a password at ${url}`);
    });

  users
    .command("list")
    .description("All users")
    .option("--json", "print JSON")
    .action(async (options: { json?: boolean }) => {
      const { items } = await runOperation(operations.users.list, { limit: 100 });
      if (options.json) return printJson(items);
      for (const user of items) print(`${user.id}  ${user.name}  ${user.email ?? ""}`);
    });
}

/** The password out of standard input, without the line break at its end that every shell adds. */
function passwordFromStdin(): string {
  const password = readFileSync(0, "utf8").replace(/\r?\n$/, "");
  if (password === "")
    throw new OperatorError("Standard input is empty: give the password there, for example with < file.");
  return password;
}
