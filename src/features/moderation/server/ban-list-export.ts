import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { BAN_LIST_FORMATS } from "../ban-list-formats.ts";
import { BanListFormat, writeBanList } from "../ban-lists.ts";
import { HOLDS_ON_SERVER } from "./covers.ts";
import { EXAMPLE_SERVER, OneServer, oneServer, onServer } from "./places.ts";

const Exported = z.object({
  name: z.string(),
  platformId: z.string().nullable(),
  address: z.string().nullable(),
  reason: z.string(),
  startsAt: z.date(),
  endsAt: z.date().nullable(),
  by: z.string(),
});

export const exportList = defineQuery({
  id: "banLists.export",
  summary: "Export the bans of a server as a game's ban list",
  description: "All bans and suspensions that hold on it, as far as the list can say them.",
  access: { kind: "permission", permission: "players:ban" },
  subject: oneServer,
  audit: "row",
  input: OneServer.extend({ format: BanListFormat }),
  output: z.object({
    file: z.string().describe("What the game calls it."),
    text: z.string(),
    leftOut: z.int().describe("Bans that this list cannot say, such as names where it holds ids."),
  }),
  example: { serverId: EXAMPLE_SERVER, format: "minecraft-players" },
  http: { method: "GET", path: "/servers/{serverId}/ban-list" },
  async run({ db, actor, now }, { format }, server) {
    const { file, of } = BAN_LIST_FORMATS[format];
    if (of !== "players" && !may(actor, "players.private:read", onServer(server)))
      throw new AppError("forbidden", "forbidden", { permission: "players.private:read" });
    const found = await rows(
      db,
      Exported,
      sql`select p.name, pl."platformId", p.address, p.reason, p."startsAt", p."endsAt", p."createdBy" as by
          from punishments p join servers s on s.id = ${server.serverId} and ${HOLDS_ON_SERVER} left join players pl on pl.id = p."playerId"
          where p."endedAt" is null and p.kind in ('ban', 'suspend') order by p.num`,
    );
    return { file, ...writeBanList(format, found, now) };
  },
});
