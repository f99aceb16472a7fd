import { operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import type { DocumentedPanel } from "./documented-panel.ts";
import { signInAs } from "./people.ts";
import { until } from "./sidecars.ts";

/** A game's server that runs on the panel's node. */
export interface RunningGame {
  serverId: string;
  /** Where players come in. */
  port: number;
}

/** The owner's server of this blueprint, once players may come. */
export async function startGame(
  { runtime, nodeId, owner }: DocumentedPanel,
  {
    blueprintId = "hollow",
    name = "Hollow",
    variables = {},
  }: { blueprintId?: string; name?: string; variables?: Record<string, string | number | boolean> } = {},
): Promise<RunningGame> {
  const { actor } = await signInAs(runtime, owner.email);
  const { id } = await execute(operations.servers.create, actor, { name, blueprintId, nodeId, start: true, variables });
  const { prisma } = runtime.database;
  // What is fetched from npm and generates a world takes its time where much else runs.
  let last: unknown;
  await until(async () => {
    const { observed, observedReason, observedDetail } = await prisma.server.findUniqueOrThrow({ where: { id } });
    last = { observed, observedReason, observedDetail };
    return observed === "running";
  }, 150_000).catch((error: Error) => {
    throw new Error(`${name} does not run: ${JSON.stringify(last)}`, { cause: error });
  });
  const { port } = await prisma.allocation.findFirstOrThrow({ where: { serverId: id, primary: true } });
  return { serverId: id, port };
}
