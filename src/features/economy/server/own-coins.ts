import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { cursorPageOf } from "#app/lib/page.ts";
import type { Context } from "#app/operation/context.ts";
import { defineQuery } from "#app/operation/define.ts";
import { Balance, StatementLine } from "../schema.ts";
import { balanceOf } from "./accounts.ts";
import { exportStatement, readStatement, StatementFilter, StatementInput } from "./statement.ts";

export const ExportedStatement = z.object({
  file: z.string().describe("A name for the file."),
  text: z.string().describe("CSV with a header, UTF-8."),
  lines: z.int(),
  isWhole: z.boolean().describe("false: there are more movements than a file may have; ask for them by time."),
});

function whoIs({ actor }: Context): string {
  if (!actor.userId) throw new AppError("unauthenticated");
  return actor.userId;
}

export const mine = defineQuery({
  id: "coins.mine",
  summary: "Get the own coins",
  access: { kind: "permission", permission: "economy:read" },
  input: z.object({}),
  output: Balance,
  example: {},
  http: { method: "GET", path: "/coins" },
  run: (context) => balanceOf(context.db, whoIs(context)),
});

export const statement = defineQuery({
  id: "coins.statement",
  summary: "List the own movements of coins",
  description: "Newest first. Each line says what was moved, why, and the balance after it.",
  access: { kind: "permission", permission: "economy:read" },
  input: StatementInput,
  output: cursorPageOf(StatementLine),
  example: { limit: 50 },
  http: { method: "GET", path: "/coins/statement" },
  run: (context, input) => readStatement(context.db, whoIs(context), input, "member"),
});

export const exported = defineQuery({
  id: "coins.export",
  summary: "Export the own movements of coins",
  access: { kind: "permission", permission: "economy:read" },
  input: StatementFilter,
  output: ExportedStatement,
  example: {},
  http: { method: "GET", path: "/coins/export" },
  async run(context, filter) {
    return { file: "coins.csv", ...(await exportStatement(context.db, whoIs(context), filter, "member")) };
  },
});
