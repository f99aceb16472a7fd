import * as z from "zod";
import { ConsoleSpec, InstallStep, Readiness, StartSpec, StopSpec } from "./blueprint.ts";
import { Allocation, Desired, Generation, Limits, RestartPolicy, ServerId } from "./schema.ts";

/**
 * All that an agent needs to install and run one server: made by `resolveBlueprint`. Templates are still templates here;
 * the agent fills `variables` and what it alone knows (`BUILTIN_VARIABLES`) into them in one pass.
 */
export const ServerSpec = z.object({
  blueprintId: z.string(),
  blueprintVersion: z.string(),
  install: z.array(InstallStep),
  start: StartSpec,
  stop: StopSpec,
  readiness: Readiness,
  restart: RestartPolicy,
  console: ConsoleSpec,
  variables: z.record(z.string(), z.string()),
  allocations: z.array(Allocation),
  limits: Limits,
});
export type ServerSpec = z.infer<typeof ServerSpec>;

/**
 * What people want of one server, whole. Sending it again changes nothing.
 *
 * A process has to be of a start at or after `startGeneration`, else it is stopped and started again: that is a restart.
 * A process or act begun at or before `killGeneration` is killed at once. The files have to be of an installation at or
 * after `installGeneration`, else the server is stopped and installed. A lower `generation` than the last is ignored.
 */
export const DesiredServer = z
  .object({
    serverId: ServerId,
    generation: Generation,
    desired: Desired,
    startGeneration: Generation,
    killGeneration: Generation,
    installGeneration: Generation,
    /** Null only where the server is to be deleted. */
    spec: ServerSpec.nullable(),
  })
  .refine(({ desired, spec }) => spec !== null || desired === "deleted", {
    path: ["spec"],
    message: "is needed unless the server is to be deleted",
  });
export type DesiredServer = z.infer<typeof DesiredServer>;
