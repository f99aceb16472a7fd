import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";

/** The member who buys; a program buys for its key's owner. */
export function whoBuys({ actor }: Pick<Context, "actor">): string {
  if (!actor.userId) throw new AppError("unauthenticated");
  return actor.userId;
}
