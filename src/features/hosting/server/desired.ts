import * as z from "zod";
import { logOf } from "#app/platform/log.ts";
import { rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { Blueprint } from "../blueprint.ts";
import { resolveBlueprint } from "../resolve-blueprint.ts";
import { Desired } from "../schema.ts";
import type { DesiredServer } from "../server-spec.ts";

const log = logOf("desired");

const DesiredRow = z.object({
  id: z.string(),
  desired: Desired,
  generation: z.number(),
  startGeneration: z.number(),
  killGeneration: z.number(),
  installGeneration: z.number(),
  blueprintDocument: z.unknown(),
  variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  memoryMiB: z.number(),
  cpuPercent: z.number(),
  diskMiB: z.number(),
  processes: z.number(),
  ports: z.array(z.object({ name: z.string(), port: z.number(), primary: z.boolean() })),
});

/** What people want of all servers of a node, as its agent is told. */
export async function desiredServersOf(db: Sql, nodeId: string): Promise<DesiredServer[]> {
  return read(db, sql`s."nodeId" = ${nodeId}`);
}

/** What people want of one server; null if there is none. */
export async function desiredServer(db: Sql, serverId: string): Promise<DesiredServer | null> {
  return (await read(db, sql`s.id = ${serverId}`))[0] ?? null;
}

async function read(db: Sql, condition: SqlText): Promise<DesiredServer[]> {
  const found = await rows(
    db,
    DesiredRow,
    sql`select s.id, s.desired, s.generation, s."startGeneration", s."killGeneration", s."installGeneration", s."blueprintDocument", s.variables,
          s."memoryMiB", s."cpuPercent", s."diskMiB", s.processes,
          coalesce((select json_agg(json_build_object('name', a.name, 'port', a.port, 'primary', a."primary"))
            from allocations a where a."serverId" = s.id), '[]') as ports
        from servers s where ${condition} order by s.id`,
  );
  return found.flatMap((server): DesiredServer[] => {
    const wish = {
      serverId: server.id,
      generation: server.generation,
      desired: server.desired,
      startGeneration: server.startGeneration,
      killGeneration: server.killGeneration,
      installGeneration: server.installGeneration,
    };
    if (server.desired === "deleted") return [{ ...wish, spec: null }];
    const blueprint = Blueprint.safeParse(server.blueprintDocument);
    const resolved = blueprint.success
      ? resolveBlueprint(blueprint.data, {
          variables: server.variables,
          allocations: server.ports.map((port) => ({ ...port, address: "0.0.0.0" })),
          limits: {
            memoryMiB: server.memoryMiB,
            cpuPercent: server.cpuPercent,
            diskMiB: server.diskMiB,
            processes: server.processes,
          },
        })
      : { problems: [{ path: ["blueprint"], message: blueprint.error.message }] };
    // One server that cannot be made out must not keep the others of its node from their state.
    if ("problems" in resolved) {
      log.error({ serverId: server.id, problems: resolved.problems }, "a server's blueprint cannot be resolved");
      return [];
    }
    return [{ ...wish, spec: resolved.spec }];
  });
}
