import * as z from "zod";
import { deliverOrder, placeOrder } from "#app/features/games/server/index.ts";
import { EXAMPLE_SERVER, OneServer, serverSubject } from "#app/features/hosting/server/index.ts";
import { PlayerId } from "#app/features/players/schema.ts";
import { AppError } from "#app/lib/errors.ts";
import { NOT_ONE_LINE, ONE_LINE } from "#app/lib/text.ts";
import { defineDelivery } from "#app/operation/define.ts";
import { row, sql } from "#app/platform/sql.ts";
import { requireGame } from "./engine.ts";

const Known = z.object({ name: z.string(), platformId: z.string().nullable() });

export const grant = defineDelivery({
  id: "servers.grant",
  summary: "Let a server's game give a player something",
  description:
    "Coins, a thing: whatever the game can give, in its own word. Also to who is away, where it can. A game that refuses is answered 409 with its words; one that gives nothing, or is not connected, 503.",
  access: { kind: "permission", permission: "servers.console:write" },
  subject: serverSubject,
  errors: ["conflict"],
  input: OneServer.extend({
    playerId: PlayerId,
    what: z.string().trim().min(1).max(100).regex(ONE_LINE, NOT_ONE_LINE).describe("As the game calls it: coins."),
    amount: z.int().min(1).max(1_000_000_000).default(1),
  }),
  output: z.object({
    said: z.string().nullable().describe("What the game said to it."),
    via: z.enum(["bridge", "console"]).nullable(),
  }),
  example: { ...EXAMPLE_SERVER, playerId: "ply_01930000000070008000000000000001", what: "coins", amount: 10 },
  http: { method: "POST", path: "/servers/{serverId}/grant" },
  async run(context, { playerId, what, amount }, server) {
    const player = await row(
      context.db,
      Known,
      sql`select v.name, p."platformId" from player_servers v join players p on p.id = v."playerId"
          where v."serverId" = ${server.id} and v."playerId" = ${playerId}`,
    );
    if (!player) throw new AppError("not_found");
    await requireGame(context, server, "grant");
    const { name, platformId } = player;
    const fields = { player: name, ...(platformId === null ? {} : { platformId }), what, amount };
    return { orderId: await placeOrder(context, server.id, { kind: "grant", fields }) };
  },
  async afterCommit({ runtime }, { orderId }) {
    const { state, via, said, reason } = await deliverOrder(runtime, orderId);
    if (state === "unsupported" || state === "expired") throw new AppError("unavailable", "engine_not_ready");
    if (state === "failed") throw new AppError("conflict", "engine_refused", { said: said ?? reason ?? state });
    return { said, via };
  },
});
