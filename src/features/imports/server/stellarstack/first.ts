import { blueprintOfEgg, type Egg } from "../../egg.ts";
import type { ForeignPanel, ForeignServer } from "../../foreign-panel.ts";
import type { ForeignRow, ForeignTables } from "../foreign-tables.ts";
import { jsonOf, listOf, numberOf, permissionsOf } from "../foreign-values.ts";
import { inOrder, isTrue, objectOf, objectsOf, peopleOf, portsOf, stopOf, textOf, toDoOf } from "./values.ts";

/** The tables of the first generation that are read. Source of these: the panel's public Prisma schema, with the columns that earlier releases had instead. */
export const FIRST_TABLES = [
  "users",
  "accounts",
  "nodes",
  "allocations",
  "blueprints",
  "servers",
  "server_members",
] as const;

/** Its daemon keeps files wherever its configuration says; nothing in the database tells. */
const FOLDER = "DATA_DIRECTORY";

/** The tables of a StellarStack of the first generation in our words. */
export function firstPanel(tables: ForeignTables): Omit<ForeignPanel, "leftOut"> {
  const users = tables.rows("users");
  const people = peopleOf(users, tables.rows("accounts"));
  const allocations = tables.rows("allocations");
  const eggs = inOrder(tables.rows("blueprints")).map(eggOf);
  const servers = inOrder(tables.rows("servers"));
  return {
    users: people,
    nodes: inOrder(tables.rows("nodes")).map(({ id, displayName, host }) => ({
      id: id!,
      name: displayName ?? host ?? id!,
      address: host ?? "",
      ports: allocations.filter(({ nodeId }) => nodeId === id).map(({ port }) => numberOf(port)),
    })),
    blueprints: eggs.map((egg) => ({ id: egg.id, ...blueprintOfEgg(egg) })),
    servers: servers.map((server) => serverOf(server, eggs, allocations)),
    members: inOrder(tables.rows("server_members")).map((member) => ({
      id: member.id!,
      serverId: member.serverId!,
      userId: member.userId!,
      permissions: permissionsOf(listOf(member.permissions)),
    })),
    toDo: [
      ...toDoOf(people, users),
      ...(servers.length > 0
        ? [
            `${FOLDER} is data_directory in config.toml of the old daemon; a path there may begin at that file's folder.`,
          ]
        : []),
    ],
  };
}

function serverOf(server: ForeignRow, eggs: readonly Egg[], allocations: readonly ForeignRow[]): ForeignServer {
  const egg = eggs.find(({ id }) => id === server.blueprintId);
  const said = Object.entries(objectOf(server.variables)).filter(([, value]) => value !== null);
  const keys = new Set(egg?.variables.map(({ key }) => key));
  const strange = said.map(([key]) => key).filter((key) => !keys.has(key));
  return {
    id: server.id!,
    name: server.name ?? server.shortId ?? server.id!,
    description: server.description || null,
    ownerId: server.ownerId!,
    nodeId: server.nodeId!,
    blueprintId: server.blueprintId!,
    memoryMiB: numberOf(server.memory),
    cpuPercent: numberOf(server.cpu),
    diskMiB: numberOf(server.disk),
    variables: Object.fromEntries(said.map(([key, value]) => [key, textOf(value)])),
    ports: portsOf(
      allocations.filter(({ serverId }) => serverId === server.id),
      server.primaryAllocationId,
    ),
    startup: null,
    isSuspended: isTrue(server.suspended) || server.status === "SUSPENDED",
    folder: `${FOLDER}/${server.id}`,
    why: [
      ...(strange.length > 0 ? [`its blueprint has no variables ${strange.join(", ").slice(0, 200)}`] : []),
      ...(server.customStartupCommands
        ? ["it has start commands of its own: put them into its blueprint where they are needed"]
        : []),
      ...(server.dockerImage && server.dockerImage !== egg?.images[0]
        ? [`it ran in the image ${server.dockerImage}`]
        : []),
      ...(server.parentServerId ? ["it was split off from another server, and stands by itself here"] : []),
    ],
  };
}

/** Its blueprints are eggs, kept in columns. */
function eggOf(blueprint: ForeignRow): Egg {
  const config = objectOf(blueprint.config);
  const script = objectOf(objectOf(blueprint.scripts).installation).script ?? blueprint.installScript;
  const images = Object.values(objectOf(blueprint.dockerImages)).map(textOf).filter(Boolean);
  return {
    id: blueprint.id!,
    name: blueprint.name ?? "",
    description: blueprint.description ?? null,
    startup: blueprint.startup ?? "",
    stop: stopOf(textOf(config.stop) || blueprint.stopCommand || ""),
    ready: objectOf(config.startup ?? blueprint.startupDetection),
    images:
      images.length === 0 && blueprint.imageName
        ? [`${blueprint.imageName}:${blueprint.imageTag ?? "latest"}`]
        : images,
    variables: objectsOf(jsonOf(blueprint.variables ?? null)).map((variable) => ({
      name: textOf(variable.name),
      description: textOf(variable.description),
      key: textOf(variable.env_variable ?? variable.envVariable),
      standard: textOf(variable.default_value ?? variable.defaultValue),
      userEditable: (variable.user_editable ?? variable.userEditable) === true,
      rules: textOf(variable.rules),
    })),
    hasInstallScript: textOf(script).trim() !== "",
    hasConfigFiles: Object.keys(objectOf(config.files ?? blueprint.configFiles)).length > 0,
  };
}
