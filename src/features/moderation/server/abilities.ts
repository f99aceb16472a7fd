import * as z from "zod";
import { takesOrder } from "#app/features/games/server/index.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { Abilities } from "../schema.ts";
import { EXAMPLE_SERVER, OneServer, oneServer } from "./places.ts";

const Facts = z.object({ bridge: z.boolean(), isRunning: z.boolean(), bansAddresses: z.boolean() });

/** What a server's game can be told: asked before a punishment is given, as nobody should find out afterwards. */
export const abilities = defineQuery({
  id: "moderation.abilities",
  summary: "See which punishments a server's game can be made to obey",
  description: "By its blueprint's commands, and by the bridge where it is connected.",
  access: { kind: "permission", permission: "players:read" },
  subject: oneServer,
  input: OneServer,
  output: Abilities,
  example: { serverId: EXAMPLE_SERVER },
  http: { method: "GET", path: "/servers/{serverId}/moderation" },
  async run({ db }, { serverId }) {
    const { bridge, isRunning, bansAddresses } = (await factsOf(db, serverId))!;
    const [kick = false, warn = false, mute = false, ban = false] = await Promise.all(
      (["kick", "warn", "mute", "ban"] as const).map((kind) => takesOrder(db, serverId, kind)),
    );
    // What it takes by the bridge alone it says when it is connected.
    const otherwise = bridge && !isRunning ? null : false;
    return {
      kick: kick || otherwise,
      warn: warn || otherwise,
      mute: mute || otherwise,
      ban: ban ? bySelf(bansAddresses) : otherwise === null ? null : bySending(kick),
    };
  },
});

function bySelf(bansAddresses: boolean): Abilities["ban"] {
  return bansAddresses ? "addresses" : "players";
}

function bySending(kicks: boolean): Abilities["ban"] {
  return kicks ? "kicks" : "none";
}

function factsOf(db: Sql, serverId: string): Promise<z.output<typeof Facts> | null> {
  return row(
    db,
    Facts,
    sql`select coalesce(("blueprintDocument"->>'bridge')::boolean, false) as bridge, observed = 'running' as "isRunning",
          exists (select 1 from jsonb_array_elements("blueprintDocument"->'commands') c
            where c->>'name' = 'ban' and c->'arguments' @> '[{"key": "ADDRESS"}]') as "bansAddresses"
        from servers where id = ${serverId}`,
  );
}
