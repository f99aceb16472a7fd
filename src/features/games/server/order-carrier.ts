import type { Blueprint } from "#app/features/hosting/blueprint.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import type { Sql } from "#app/platform/sql.ts";
import type { GameOrderKind } from "../game-order.ts";

/** What became of an order. `reason` where it is not done: a word of `server_orders.reason`. */
export interface GameOrderOutcome {
  state: "done" | "failed" | "expired" | "unsupported";
  /** What carried it; null: nothing could. */
  via: "bridge" | "console" | null;
  /** What the game said to it: its own words, or the lines that it printed right after. */
  said: string | null;
  reason: string | null;
}

/** An order on its way. */
export interface CarriedOrder {
  id: string;
  serverId: string;
  nodeId: string;
  kind: GameOrderKind;
  fields: Record<string, unknown>;
  deadline: Date;
  blueprint: Blueprint;
}

/** A way to a game. */
export interface OrderCarrier {
  via: "bridge" | "console";
  /** Whether it can carry this order now. */
  takes(db: Sql, order: Pick<CarriedOrder, "serverId" | "kind" | "blueprint">): Promise<boolean>;
  /** Throws AppError where the way is blocked: `node_offline`, `node_timeout`. */
  carry(runtime: Runtime, order: CarriedOrder): Promise<Omit<GameOrderOutcome, "via">>;
}
