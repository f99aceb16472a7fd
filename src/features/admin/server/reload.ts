import path from "node:path";
import * as z from "zod";
import { syncBlueprints, tellServersOfPatterns } from "#app/features/hosting/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { defineCommand } from "#app/operation/define.ts";
import { changedSinceStart } from "#app/platform/env.ts";
import { OperatorError } from "#app/platform/operator-error.ts";

export const reload = defineCommand({
  id: "settings.reload",
  summary: "Read the panel's files again",
  description:
    "The blueprints and the shared patterns of consoles that lie with the panel, all of them or none: one that cannot be read is named and changes nothing. Servers go on with the blueprint they were made of; changed patterns reach those that are read by them, without a restart. What is set on the panel needs no reload, it is in effect within a second; what is set in `.env` needs a restart, and is named.",
  access: { kind: "permission", permission: "settings:write" },
  rate: "admin",
  errors: ["conflict"],
  input: z.object({}),
  output: z.object({
    reloadedSections: z.array(z.enum(["blueprints", "consoles"])),
    changed: z
      .array(z.object({ section: z.enum(["blueprints", "consoles"]), id: z.string() }))
      .describe("What was not as in the files."),
    needsRestart: z.array(z.string()).describe("Names in `.env` whose value is not the one that the panel runs with."),
  }),
  example: {},
  http: { method: "POST", path: "/admin/reload", status: 200 },
  async run(context) {
    const needsRestart = changedInEnv();
    const { blueprints, consoles } = await syncBlueprints(context.db, path.resolve("blueprints"));
    await tellServersOfPatterns(context, consoles);
    const changed = [
      ...blueprints.map((id) => ({ section: "blueprints" as const, id })),
      ...consoles.map((id) => ({ section: "consoles" as const, id })),
    ];
    context.changed({}, { blueprints, consoles });
    return { reloadedSections: ["blueprints" as const, "consoles" as const], changed, needsRestart };
  },
});

function changedInEnv(): string[] {
  try {
    return changedSinceStart();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const problem = error.message.split("\n").slice(1).join(";").trim();
    throw new AppError("conflict", "settings.env_unreadable", { problem });
  }
}
