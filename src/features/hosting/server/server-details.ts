import * as z from "zod";
import type { Context } from "#app/operation/context.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { NodeFacts } from "#app/protocol/agent.ts";
import { Server } from "../server-view.ts";
import { BlueprintVariable, VariableValue } from "../variable.ts";
import { type ServerRow, shownServer } from "./server-rows.ts";
import { shownVariables } from "./variables.ts";

const TOLD = ["players", "world", "statistics"] as const;

/** A server with what it is set to: what is seen of one, not of many. */
export const ServerDetails = Server.extend({
  variables: z
    .record(z.string(), VariableValue)
    .describe("What differs from the blueprint's defaults, but for secrets."),
  secretVariables: z.array(z.string()).describe("Secret variables that are set. Their values are shown to nobody."),
  blueprintVersion: z.string(),
  tells: z
    .array(z.enum(TOLD))
    .describe("What its game tells the panel of, and so what there is to see: who plays, its world, figures."),
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

const Told = z.object({ players: z.boolean(), world: z.boolean(), statistics: z.boolean() });

/** What there is to see of a game: what its console can be read for, or what it has told of itself. */
async function toldBy(db: Sql, serverId: string): Promise<(typeof TOLD)[number][]> {
  const found = await row(
    db,
    Told,
    sql`select coalesce(e.patterns @> '[{"event": "player_login"}]', false) or exists (select from player_servers where "serverId" = s.id) as players,
          exists (select from bridge_streams where "serverId" = s.id and stream in ('areas', 'rooms', 'npcs', 'items') and "reportedAt" is not null) as world,
          coalesce(jsonb_array_length(e.patterns) > 0, false) or exists (select from statistic_servers where "serverId" = s.id) as statistics
        from servers s left join console_patterns c on c.id = s."blueprintDocument"->'console'->>'uses'
          cross join lateral (select coalesce(s."blueprintDocument"->'console'->'events', '[]') || coalesce(c.document->'console'->'events', '[]') as patterns) e
        where s.id = ${serverId}`,
  );
  return TOLD.filter((each) => found?.[each]);
}

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
    tells: await toldBy(db, server.id),
    isolation,
  };
}
