import type { Command } from "commander";
import { env } from "#app/platform/env.ts";
import { type Finding, findings } from "./doctor.ts";
import { print, printJson } from "./run.ts";

const MARKS: Record<Finding["state"], string> = { ok: "ok  ", note: "note", bad: "BAD " };

/** `gamekeeper doctor`: what is wrong with this installation, and what to do about it. Ends with 1 where something is. */
export function addDoctorCommand(program: Command): void {
  program
    .command("doctor")
    .description("Look through this machine's installation: what is wrong, and what to do")
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const found = await findings(env());
      if (json) printJson(found);
      else
        for (const { state, what, says, advice } of found) {
          print(`${MARKS[state]}  ${what}: ${says}`);
          if (advice) print(`      ${advice}`);
        }
      if (found.some(({ state }) => state === "bad")) process.exitCode = 1;
    });
}
