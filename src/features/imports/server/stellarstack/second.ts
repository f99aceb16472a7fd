import { blueprintOfEgg, type Egg } from "../../egg.ts";
import type { ForeignBlueprint, ForeignMember, ForeignPanel, ForeignServer } from "../../foreign-panel.ts";
import type { ForeignRow, ForeignTables } from "../foreign-tables.ts";
import { jsonOf, listOf, numberOf, permissionsOf } from "../foreign-values.ts";
import {
  inCamelCase,
  inOrder,
  isTrue,
  objectOf,
  objectsOf,
  peopleOf,
  portsOf,
  stopOf,
  textOf,
  toDoOf,
} from "./values.ts";

/** The tables of the second generation that are read. Source of these: the panel's public Drizzle schema and its migrations. */
export const SECOND_TABLES = [
  "users",
  "accounts",
  "nodes",
  "node_allocations",
  "blueprints",
  "servers",
  "server_allocations",
  "server_variables",
  "server_subusers",
] as const;

const FOLDER = "/var/lib/stellar/servers";

/** The tables of a StellarStack of the second generation in our words. */
export function secondPanel(tables: ForeignTables): Omit<ForeignPanel, "leftOut"> {
  const rows = (table: (typeof SECOND_TABLES)[number]) => tables.rows(table).map(inCamelCase);
  const users = rows("users");
  const people = peopleOf(users, rows("accounts"));
  const allocations = rows("node_allocations");
  const blueprints = inOrder(rows("blueprints"));
  const servers = inOrder(rows("servers"));
  const parts = { allocations, links: rows("server_allocations"), values: rows("server_variables") };
  return {
    users: people,
    nodes: inOrder(rows("nodes")).map(({ id, name, fqdn }) => ({
      id: id!,
      name: name ?? fqdn ?? id!,
      address: fqdn ?? "",
      ports: allocations.filter(({ nodeId }) => nodeId === id).map(({ port }) => numberOf(port)),
    })),
    blueprints: blueprints.map(blueprintOf),
    servers: servers.map((server) =>
      serverOf(
        server,
        blueprints.find(({ id }) => id === server.blueprintId),
        parts,
      ),
    ),
    members: membersOf(rows("server_subusers")),
    toDo: [
      ...toDoOf(people, users),
      ...(servers.length > 0
        ? [
            `Where /etc/stellar-daemon/config.yaml of the old node has another dataDir, files lie in its folder servers.`,
          ]
        : []),
    ],
  };
}

/** Nothing there keeps somebody from being in a server twice: then they may what any of it gives. */
function membersOf(subusers: readonly ForeignRow[]): ForeignMember[] {
  const members = new Map<string, { row: ForeignRow; said: string[] }>();
  for (const row of inOrder(subusers)) {
    const member = members.get(`${row.serverId} ${row.userId}`) ?? { row, said: [] };
    member.said.push(...listOf(row.permissions));
    members.set(`${row.serverId} ${row.userId}`, member);
  }
  return [...members.values()].map(({ row: { id, serverId, userId }, said }) => ({
    id: id!,
    serverId: serverId!,
    userId: userId!,
    permissions: permissionsOf(said),
  }));
}

interface ServerParts {
  allocations: readonly ForeignRow[];
  links: readonly ForeignRow[];
  values: readonly ForeignRow[];
}

function serverOf(server: ForeignRow, blueprint: ForeignRow | undefined, parts: ServerParts): ForeignServer {
  const linked = new Set(
    parts.links.filter(({ serverId }) => serverId === server.id).map(({ allocationId }) => allocationId),
  );
  const own = parts.values.filter(({ serverId }) => serverId === server.id);
  const egg = blueprint && eggOf(blueprint);
  const keys = new Set(egg?.variables.map(({ key }) => key));
  const strange = own.map(({ variableKey }) => variableKey!).filter((key) => !keys.has(key));
  return {
    id: server.id!,
    name: server.name ?? server.id!,
    description: server.description || null,
    ownerId: server.ownerId!,
    nodeId: server.nodeId!,
    blueprintId: server.blueprintId!,
    memoryMiB: numberOf(server.memoryLimitMb),
    cpuPercent: numberOf(server.cpuLimitPercent),
    diskMiB: numberOf(server.diskLimitMb),
    variables: Object.fromEntries(own.map(({ variableKey, value }) => [variableKey!, value ?? ""])),
    ports: portsOf(
      parts.allocations.filter(({ id, serverId }) => linked.has(id!) || serverId === server.id),
      server.primaryAllocationId,
    ),
    startup: server.startupExtra ? `${egg?.startup ?? ""} ${server.startupExtra}` : null,
    isSuspended: isTrue(server.suspended),
    folder: `${FOLDER}/${server.id}`,
    why: [
      ...(strange.length > 0 ? [`its blueprint has no variables ${strange.join(", ").slice(0, 200)}`] : []),
      ...(server.dockerImage && server.dockerImage !== egg?.images[0]
        ? [`it ran in the image ${server.dockerImage}`]
        : []),
      ...(server.parentId ? ["it was an instance of another server, and stands by itself here"] : []),
    ],
  };
}

function blueprintOf(row: ForeignRow): ForeignBlueprint {
  const { blueprint, why } = blueprintOfEgg(eggOf(row));
  const others = probesOf(row)
    .map(({ strategy }) => textOf(strategy))
    .filter((strategy) => strategy !== "console");
  return {
    id: row.id!,
    blueprint,
    why: others.length > 0 ? [...why, `whether it is up is not asked by ${others.join(", ")} here`] : why,
  };
}

/** A text, or the key of one that its pages have in several languages. */
function wordsOf(column: string | null | undefined): string {
  const said = jsonOf(column ?? null);
  return textOf(said) || textOf(objectOf(said).key);
}

function probesOf({ lifecycle }: ForeignRow): Record<string, unknown>[] {
  return objectsOf(objectOf(objectOf(lifecycle).starting).probes);
}

function eggOf(row: ForeignRow): Egg {
  const stop = row.stopSignal ?? "";
  return {
    id: row.id!,
    name: wordsOf(row.name),
    description: wordsOf(row.description) || null,
    startup: row.startupCommand ?? "",
    // `^stop` is the line `stop` for its console.
    stop: stopOf(/^\^(?!C$)/.test(stop) ? stop.slice(1) : stop),
    ready: { done: probesOf(row).flatMap(doneOf) },
    images: Object.values(objectOf(row.dockerImages)).map(textOf).filter(Boolean),
    variables: objectsOf(row.variables).map(({ key, name, description, rules, userEditable, ...variable }) => ({
      name: textOf(name) || textOf(objectOf(name).key),
      description: textOf(description) || textOf(objectOf(description).key),
      key: textOf(key),
      standard: textOf(variable.default),
      userEditable: userEditable === true,
      rules: textOf(rules),
    })),
    hasInstallScript: (row.installScript ?? "").trim() !== "",
    hasConfigFiles: objectsOf(row.configFiles).length > 0,
  };
}

function doneOf({ strategy, match }: Record<string, unknown>): string[] {
  if (strategy !== "console") return [];
  const { type, pattern, flags, value } = objectOf(match);
  if (type === "substring") return [textOf(value)];
  return type === "regex" ? [`regex:${textOf(flags).includes("i") ? "(?i)" : ""}${textOf(pattern)}`] : [];
}
