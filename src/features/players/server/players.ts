import * as z from "zod";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import { defineQuery } from "#app/operation/define.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { join, literal, pageRows, type SqlText, sql } from "#app/platform/sql.ts";
import { Player, PlayerStatus } from "../schema.ts";

const PlayerRow = z.object({
  id: z.string(),
  num: z.number(),
  serverId: z.string().nullable(),
  name: z.string(),
  status: PlayerStatus,
  role: z.string().nullable(),
  online: z.boolean(),
  createdAt: z.date(),
  lastLoginAt: z.date().nullable(),
});

const SORTS = { name: "p.name", created: "p.num", lastLogin: `p."lastLoginAt"`, status: "p.status" } as const;

export const list = defineQuery({
  id: "players.list",
  summary: "List players",
  description: "Those of the servers whose players you may see.",
  access: { kind: "list", permission: "players:read" },
  input: PageInput.extend({
    q: z.string().trim().max(100).optional().describe("Part of the name or the e-mail address."),
    status: PlayerStatus.optional(),
    role: z.string().max(64).optional().describe("What the game calls them, exactly."),
    online: z.union([z.boolean(), z.stringbool()]).optional().describe("True: only those who are playing now."),
    serverId: z.string().max(100).optional().describe("Of this server alone."),
    sort: z
      .enum(["name", "-name", "created", "-created", "lastLogin", "-lastLogin", "status", "-status"])
      .default("name")
      .describe("A minus turns the order round."),
  }),
  output: pageOf(Player),
  example: { limit: 20 },
  http: { method: "GET", path: "/players" },
  async run({ db, actor }, { q, status, role, online, serverId, sort, page, limit }) {
    const like = q ? `%${q.replace(/[\\%_]/g, "\\$&")}%` : null;
    const conditions = [
      visiblePlayers(actor),
      ...(like ? [sql`(p.name ilike ${like} or p.email ilike ${like})`] : []),
      ...(status ? [sql`p.status::text = ${status}`] : []),
      ...(role ? [sql`p.role = ${role}`] : []),
      ...(online === undefined ? [] : [sql`p.online = ${online}`]),
      ...(serverId ? [sql`p."serverId" = ${serverId}`] : []),
    ];
    const column = literal(SORTS[sort.replace("-", "") as keyof typeof SORTS]);
    const direction = literal(sort.startsWith("-") ? "desc nulls last" : "asc nulls last");
    const { found, total } = await pageRows(
      db,
      PlayerRow,
      sql`select p.id, p.num, p."serverId", p.name, p.status::text as status, p.role, p.online, p."createdAt", p."lastLoginAt", count(*) over ()::int as total
          from players p left join servers s on s.id = p."serverId" where ${join(conditions, " and ")}
          order by ${column} ${direction}, p.num`,
      { page, limit },
    );
    const items = found.map(({ num, ...player }) => ({
      ...player,
      number: num,
      createdAt: iso(player.createdAt),
      lastLoginAt: iso(player.lastLoginAt),
    }));
    return { items, total, page, limit };
  },
});

/** Players of servers on which the actor may see players; those of no server only by who may see all. */
function visiblePlayers(actor: Actor): SqlText {
  return sql`coalesce(${visibleServers(actor, "players:read")}, false)`;
}
