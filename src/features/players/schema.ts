import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";

export const PlayerStatus = z.enum(["active", "banned", "suspended"]);

/** A player as every door shows them. */
export const Player = z.object({
  id: z.string(),
  number: z.int(),
  serverId: z.string().nullable().describe("Where they play; null: not on one server."),
  name: z.string(),
  status: PlayerStatus,
  role: z.string().nullable().describe("What the game calls them; null: it does not say."),
  online: z.boolean(),
  createdAt: Timestamp,
  lastLoginAt: Timestamp.nullable(),
});
export type Player = z.output<typeof Player>;
