import * as z from "zod";
import { ConsolePatterns } from "#app/features/games/console-patterns.ts";
import { runtime } from "#app/operation/runtime.ts";
import type { Vault } from "#app/platform/crypto.ts";
import { logOf } from "#app/platform/log.ts";
import { rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { readsConsoles } from "#app/protocol/agent.ts";
import { Blueprint } from "../blueprint.ts";
import { resolveBlueprint } from "../resolve-blueprint.ts";
import { Desired } from "../schema.ts";
import type { DesiredServer, ServerSpec } from "../server-spec.ts";
import { openVariables } from "./variables.ts";

const log = logOf("desired");

const DesiredRow = z.object({
  id: z.string(),
  desired: Desired,
  generation: z.number(),
  startGeneration: z.number(),
  killGeneration: z.number(),
  installGeneration: z.number(),
  blueprintDocument: z.unknown(),
  patterns: z.unknown(),
  sealedKey: z.string().nullable(),
  protocol: z.string().nullable(),
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
            from allocations a where a."serverId" = s.id), '[]') as ports,
          c.document as patterns, n.protocol, k.sealed as "sealedKey"
        from servers s join nodes n on n.id = s."nodeId" left join bridge_keys k on k."serverId" = s.id left join console_patterns c on c.id = s."blueprintDocument"->'console'->>'uses'
        where ${condition} order by s.id`,
  );
  const { vault } = runtime();
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
    try {
      return [{ ...wish, spec: specOf(server, vault) }];
    } catch (error) {
      // One server that cannot be made out must not keep the others of its node from their state.
      log.error({ serverId: server.id, err: error }, "a server's blueprint cannot be resolved");
      return [];
    }
  });
}

function specOf(server: z.output<typeof DesiredRow>, vault: Vault): ServerSpec {
  const { memoryMiB, cpuPercent, diskMiB, processes } = server;
  const blueprint = Blueprint.parse(server.blueprintDocument);
  const settings = {
    variables: openVariables(vault, blueprint, server.variables),
    allocations: server.ports.map((port) => ({ ...port, address: "0.0.0.0" })),
    limits: { memoryMiB, cpuPercent, diskMiB, processes },
  };
  const shared = server.patterns ? ConsolePatterns.parse(server.patterns).console : null;
  const resolved = resolveBlueprint(blueprint, settings, shared);
  if ("spec" in resolved)
    return readsConsoles(server.protocol) ? withBridge(resolved.spec, server, vault) : unread(resolved.spec);
  throw new Error(resolved.problems.map(({ path, message }) => `${path.join(".")} ${message}`).join("; "));
}

/** What a game needs that speaks to the panel itself; its client in games/bridge reads these names. */
function withBridge(spec: ServerSpec, { id, sealedKey }: z.output<typeof DesiredRow>, vault: Vault): ServerSpec {
  if (sealedKey === null) return spec;
  const bridge = {
    GAMEKEEPER_URL: "{{PANEL_URL}}",
    GAMEKEEPER_SERVER_ID: id,
    GAMEKEEPER_KEY: vault.open(sealedKey),
  };
  return { ...spec, start: { ...spec.start, environment: { ...spec.start.environment, ...bridge } } };
}

/** For an agent that is older than the reading of consoles, and would refuse what it does not know. */
function unread(spec: ServerSpec): ServerSpec {
  const { strip, levels } = spec.console;
  return { ...spec, console: { strip, levels, events: [] } as unknown as ServerSpec["console"] };
}
