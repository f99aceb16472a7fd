import * as z from "zod";
import type { Context } from "#app/operation/context.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { NodeFacts } from "#app/protocol/agent.ts";
import { Server } from "../server-view.ts";
import { BlueprintVariable, VariableValue } from "../variable.ts";
import { type ServerRow, shownServer } from "./server-rows.ts";
import { shownVariables } from "./variables.ts";

/** A server with what it is set to: what is seen of one, not of many. */
export const ServerDetails = Server.extend({
  variables: z
    .record(z.string(), VariableValue)
    .describe("What differs from the blueprint's defaults, but for secrets."),
  secretVariables: z.array(z.string()).describe("Secret variables that are set. Their values are shown to nobody."),
  blueprintVersion: z.string(),
  isolation: NodeFacts.shape.isolation
    .nullable()
    .describe(
      "What enforces the limits on its node, and why not where nothing does; null while the node has not said so.",
    ),
});

const Settings = z.object({
  variables: z.record(z.string(), VariableValue),
  document: z.object({ version: z.string(), variables: z.array(BlueprintVariable) }),
  isolation: NodeFacts.shape.isolation.nullable().catch(null),
});

/** What a server is set to, with its secrets still sealed. */
export async function settingsOf(db: Sql, serverId: string): Promise<z.output<typeof Settings>> {
  const found = await row(
    db,
    Settings,
    sql`select s.variables, n.facts->'isolation' as isolation, jsonb_build_object('version', s."blueprintDocument"->'version',
          'variables', s."blueprintDocument"->'variables') as document
        from servers s join nodes n on n.id = s."nodeId" where s.id = ${serverId}`,
  );
  return found!;
}

export async function serverDetails({ db, now }: Pick<Context, "db" | "now">, server: ServerRow) {
  const { variables, document, isolation } = await settingsOf(db, server.id);
  return {
    ...shownServer(server, now),
    ...shownVariables(document, variables),
    blueprintVersion: document.version,
    isolation,
  };
}
