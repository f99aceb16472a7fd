import { renderArguments, renderEnvironment, renderInnerPath } from "#app/features/hosting/render-spec.ts";
import type { ServerSpec } from "#app/features/hosting/server-spec.ts";
import { renderTemplate, type TemplateValues } from "#app/features/hosting/template.ts";
import { asServerUser, writeAsServerUser } from "./as-server-user.ts";
import { untilPortsFree } from "./ports.ts";
import type { Isolation } from "./runtime/isolation.ts";
import { type GameProcess, launch, type StopRequest } from "./runtime/launch.ts";

/** What one start is made of. */
export interface GameStart {
  serverId: string;
  home: string;
  generation: number;
  spec: ServerSpec;
  values: TemplateValues;
  isolation: Isolation;
}

/**
 * Writes the files that go with a start, and starts the game. Throws with what was in the way: `PortInUse` where another
 * program has one of its ports, which the game would only crash of, again and again.
 */
export async function startGame(start: GameStart): Promise<GameProcess> {
  const { serverId, home, generation, spec, values, isolation } = start;
  await untilPortsFree(spec.allocations);
  const workingDirectory = renderInnerPath(spec.start.workingDirectory, values);
  if (workingDirectory !== ".") await asServerUser(isolation, home, ["mkdir", "-p", "--", `./${workingDirectory}`]);
  for (const file of spec.start.files) {
    const target = renderInnerPath(file.path, values);
    await writeAsServerUser(isolation, home, target, renderTemplate(file.text, values));
  }
  const { memoryMiB, cpuPercent, processes } = spec.limits;
  return launch(
    {
      serverId,
      home,
      argv: renderArguments(spec.start.argv, values),
      environment: renderEnvironment(spec.start.environment, values),
      workingDirectory,
      limits: { memoryMiB: memoryMiB || null, cpuPercent: cpuPercent || null, processes: processes || null },
      generation,
    },
    isolation,
  );
}

/** How the game is asked to end, and how long it has. */
export function stopRequestOf(spec: ServerSpec, values: TemplateValues): { request: StopRequest; graceSec: number } {
  const { stop } = spec;
  if ("signal" in stop) return { request: { kind: "signal", name: stop.signal }, graceSec: stop.graceSec };
  const line = renderTemplate(stop.command, values);
  return { request: { kind: "command", line }, graceSec: stop.graceSec };
}
