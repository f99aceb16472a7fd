import * as z from "zod";
import { adoptIdentities, forgetLinksOf } from "#app/features/players/server/index.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { defineCommand, defineQuery, type Subject } from "#app/operation/define.ts";
import { pageRows, row, type Sql, sql } from "#app/platform/sql.ts";
import { VouchingServer } from "../schema.ts";
import { deriveStanding } from "./standing.ts";

const COLUMNS = sql`s.id as "serverId", s.name, s."blueprintDocument"->>'game' as game, u.name as "ownerName", s.vouches,
  (select count(*)::int from player_servers v join players p on p.id = v."playerId" where v."serverId" = s.id and p."platformId" is not null) as players`;
const FROM = sql`servers s join users u on u.id = s."ownerId"`;

export const list = defineQuery({
  id: "vouching.list",
  summary: "List the servers and whose word on players counts",
  description:
    "Whoever runs a server can make it say that anybody came in. Ids of a game's platform that a server tells are believed beyond it only if it vouches; else its players are its own. Those that do not vouch come first.",
  access: { kind: "permission", permission: "settings:read" },
  input: PageInput,
  output: pageOf(VouchingServer),
  example: {},
  http: { method: "GET", path: "/vouching-servers" },
  async run({ db }, { page, limit }) {
    const { found, total } = await pageRows(
      db,
      VouchingServer,
      sql`select ${COLUMNS}, count(*) over ()::int as total from ${FROM} where s.desired <> 'deleted' order by s.vouches, s.name, s.id`,
      { page, limit },
    );
    return { items: found, total, page, limit };
  },
});

const One = z.object({ serverId: z.string().max(100) });
const oneServer: Subject<{ serverId: string }, VouchingServer> = {
  kind: "server",
  load: ({ db }, { serverId }) => byId(db, serverId),
  name: ({ serverId, name }) => ({ id: serverId, label: name }),
};

function byId(db: Sql, serverId: string): Promise<VouchingServer | null> {
  return row(
    db,
    VouchingServer,
    sql`select ${COLUMNS} from ${FROM} where s.id = ${serverId} and s.desired <> 'deleted'`,
  );
}

export const set = defineCommand({
  id: "vouching.set",
  summary: "Say whether a server's word on players counts",
  description:
    "Switched on, whom it has met by an id of the game's platform are the players that the whole game knows, with all that happened and the users they are linked to; it is refused where different users have proven both to be theirs. Switched off, whoever comes in from then on is that server's own player, and links that were proven on it are undone. Bans reach who has the same id in either case.",
  access: { kind: "permission", permission: "settings:write" },
  subject: oneServer,
  errors: ["conflict"],
  rings: true,
  input: One.extend({ vouches: z.boolean() }),
  output: VouchingServer,
  example: { serverId: "srv_01930000000070008000000000000001", vouches: true },
  http: { method: "PUT", path: "/servers/{serverId}/vouching" },
  async run(context, { serverId, vouches }, before) {
    const { db, changed } = context;
    await db.query(sql`select 1 as held from servers where id = ${serverId} for update`);
    await db.execute(sql`update servers set vouches = ${vouches} where id = ${serverId}`);
    if (vouches) await deriveStanding(db, await adoptIdentities(context, before));
    else await forgetLinksOf(context, serverId);
    changed({ vouches: before.vouches }, { vouches });
    return (await byId(db, serverId))!;
  },
});
