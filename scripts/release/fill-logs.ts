import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";

/** The owner has begun to hand in a log. */
export async function addLogs(owner: Actor): Promise<void> {
  const { id } = await execute(operations.logs.begin, owner, { name: "Game.log", bytes: 4096, isOwn: true });
  const { example } = operations.logs.take;
  await execute(operations.logs.take, owner, { ...example, importId: id });
}
