import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";

/** The owner has handed in one log, and begun with another. */
export async function addLogs(owner: Actor): Promise<void> {
  const { take, end } = operations.logs;
  const begin = async () =>
    (await execute(operations.logs.begin, owner, { name: "Game.log", bytes: 4096, isOwn: true })).id;
  const importId = await begin();
  await execute(take, owner, { ...take.example, importId });
  await execute(end, owner, { ...end.example, importId });
  await execute(take, owner, { ...take.example, importId: await begin() });
}
