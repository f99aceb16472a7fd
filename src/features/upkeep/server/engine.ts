import type { GameOrderKind } from "#app/features/games/game-order.ts";
import { takesOrder } from "#app/features/games/server/index.ts";
import { type ServerRow, stateOf } from "#app/features/hosting/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";

/**
 * Throws `engine_not_ready` unless the server's game runs and, with a kind, can be given such an order: by the bridge where it is connected and takes it, else
 * by a command that its blueprint has for its console. A game that is read by its console alone counts as connected while it runs, for what its console can do.
 */
export async function requireGame({ db, now }: Context, server: ServerRow, kind?: GameOrderKind): Promise<void> {
  const runs = stateOf(server, now) === "running";
  if (runs && (kind === undefined || (await takesOrder(db, server.id, kind)))) return;
  throw new AppError("unavailable", "engine_not_ready");
}
