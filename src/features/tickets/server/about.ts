import * as z from "zod";
import { visibleKills } from "#app/features/kills/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { row, type SqlText, sql } from "#app/platform/sql.ts";
import type { TicketAboutKind } from "../terms.ts";

interface About {
  kind: TicketAboutKind;
  id: string;
}

/** What a ticket is said to be about, by the name that it has now. Throws `not_found` for what whoever says so may not see, as for what is not there. */
export async function aboutOf(context: Context, about: About): Promise<About & { label: string }> {
  const found = await row(context.db, z.object({ label: z.string() }), labelled(context, about));
  if (!found) throw new AppError("not_found", "tickets.about_unknown", { kind: about.kind });
  return { ...about, label: found.label };
}

function labelled({ actor, now }: Context, { kind, id }: About): SqlText {
  switch (kind) {
    case "server":
      return sql`select s.name as label from servers s where s.id = ${id} and ${visibleServers(actor, "servers:read")}`;
    case "player":
      // One's own player, or one that was seen on a server whose players one sees.
      return sql`select p.name as label from players p where p.id = ${id} and (p."userId" = ${actor.userId} or ${may(actor, "players:read")}
        or exists (select 1 from player_servers v join servers s on s.id = v."serverId" where v."playerId" = p.id and ${visibleServers(actor, "players:read")}))`;
    case "kill":
      return sql`select k.num::text as label from kills k where k.id = ${id} and ${visibleKills(actor, now)}`;
    case "order":
      return sql`select o."itemName" as label from store_orders o where o.id = ${id}
        and (${may(actor, "economy.all:read")} or (o."userId" = ${actor.userId} and ${may(actor, "economy:read")}))`;
  }
}
