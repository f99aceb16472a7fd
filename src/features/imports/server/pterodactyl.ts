import { isForeignHash } from "#app/platform/crypto.ts";
import { blueprintOfEgg, type Egg } from "../egg.ts";
import type { ForeignPanel } from "../foreign-panel.ts";
import type { ForeignRow, ForeignTables } from "./foreign-tables.ts";
import { jsonOf, listOf, numberOf, otherTables, permissionsOf, toDoOfPeople } from "./foreign-values.ts";

/** The tables of Pterodactyl that are read. Source: the panel's public migrations, as of its release 1.11. */
export const PTERODACTYL_TABLES = [
  "users",
  "nodes",
  "allocations",
  "eggs",
  "egg_variables",
  "servers",
  "server_variables",
  "subusers",
] as const;

/** Why what is in these is not taken. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  api_keys: "keys are made anew: what they were hashed with stays there",
  databases: "databases of servers are not made here; they go on where they are",
  database_hosts: "databases of servers are not made here; they go on where they are",
  backups: "backups of servers stay with the old node or its bucket",
  schedules: "plans of servers are made anew",
  tasks: "plans of servers are made anew",
  mounts: "mounts have no place here: put the files into the server's folder",
  user_ssh_keys: "there is no SFTP by keys here",
  recovery_tokens: "second factors are set up anew",
  locations: "places of nodes are words of the node here",
  nests: "eggs stand by themselves here",
};

const OF_NO_ACCOUNT = new Set([
  ...["migrations", "failed_jobs", "jobs", "sessions", "password_resets", "notifications", "tasks_log", "api_logs"],
  ...["activity_logs", "activity_log_subjects", "audit_logs", "settings", "egg_mount", "mount_node", "mount_server"],
  ...["server_transfers"],
]);

const FOLDER = "/var/lib/pterodactyl/volumes";

/** A Pterodactyl's tables in our words. */
export function pterodactylPanel(tables: ForeignTables): ForeignPanel {
  const allocations = tables.rows("allocations");
  const variables = tables.rows("egg_variables");
  const keys = new Map(variables.map(({ id, env_variable: key }) => [id, key]));
  const portsOfNode = Map.groupBy(allocations, ({ node_id }) => node_id);
  const portsOfServer = Map.groupBy(allocations, ({ server_id }) => server_id);
  const values = Map.groupBy(tables.rows("server_variables"), ({ server_id }) => server_id);
  const eggs = tables.rows("eggs");
  const users = tables.rows("users");
  return {
    users: users.map((user) => ({
      id: user.id!,
      name: nameOf(user),
      email: user.email ?? "",
      emailVerified: false,
      passwordHash: isForeignHash(user.password ?? "") ? user.password! : null,
      isAdmin: user.root_admin === "1",
    })),
    nodes: tables.rows("nodes").map(({ id, name, fqdn }) => ({
      id: id!,
      name: name ?? fqdn ?? id!,
      address: fqdn ?? "",
      ports: (portsOfNode.get(id) ?? []).map(({ port }) => numberOf(port)),
    })),
    blueprints: eggs.map((egg) => ({ id: egg.id!, ...blueprintOfEgg(eggOf(egg, eggs, variables)) })),
    servers: tables.rows("servers").map((server) => ({
      id: server.id!,
      name: server.name ?? server.uuidShort ?? server.id!,
      description: server.description || null,
      ownerId: server.owner_id!,
      nodeId: server.node_id!,
      blueprintId: server.egg_id!,
      memoryMiB: numberOf(server.memory),
      cpuPercent: numberOf(server.cpu),
      diskMiB: numberOf(server.disk),
      variables: variablesOf(values.get(server.id) ?? [], keys),
      ports: (portsOfServer.get(server.id) ?? [])
        .toSorted((a, b) => Number(b.id === server.allocation_id) - Number(a.id === server.allocation_id))
        .map(({ port }) => numberOf(port)),
      startup: startupOf(server, eggs),
      isSuspended: server.status === "suspended" || server.suspended === "1",
      folder: `${FOLDER}/${server.uuid}`,
    })),
    members: tables.rows("subusers").map((subuser) => ({
      id: subuser.id!,
      serverId: subuser.server_id!,
      userId: subuser.user_id!,
      permissions: permissionsOf(listOf(subuser.permissions)),
    })),
    leftOut: otherTables(tables, PTERODACTYL_TABLES, LEFT_OUT, OF_NO_ACCOUNT),
    toDo: toDoOfPeople({
      withoutPassword: users.filter(({ password }) => !isForeignHash(password ?? "")).length,
      withFactor: users.filter(({ use_totp }) => use_totp === "1").length,
    }),
  };
}

/** An id, which is what Heliactyl has its members called by here; their own name is then their first. */
const ID = /^(?:\d{15,22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

function nameOf({ id, username, name_first: first, email }: ForeignRow): string {
  return (ID.test(username ?? "") && first?.trim() ? first : username) ?? email ?? id!;
}

/** An egg may have its settings, or its script, from another one. */
function eggOf(egg: ForeignRow, eggs: ForeignRow[], variables: ForeignRow[]): Egg {
  const base = eggs.find(({ id }) => id === egg.config_from);
  const images = jsonOf(egg.docker_images ?? null) ?? egg.docker_image ?? null;
  return {
    id: egg.uuid ?? egg.id!,
    name: egg.name ?? "",
    description: egg.description ?? null,
    startup: egg.startup ?? base?.startup ?? "",
    stop: egg.config_stop ?? base?.config_stop ?? null,
    ready: jsonOf(egg.config_startup ?? base?.config_startup ?? null),
    images: (typeof images === "string" ? [images] : Object.values(images ?? {})).map(String),
    variables: variables
      .filter(({ egg_id }) => egg_id === egg.id)
      .map((variable) => ({
        name: variable.name ?? "",
        description: variable.description ?? "",
        key: variable.env_variable ?? "",
        standard: variable.default_value ?? "",
        userEditable: variable.user_editable === "1",
        rules: variable.rules ?? "",
      })),
    hasInstallScript: Boolean(egg.script_install ?? egg.copy_script_from),
    hasConfigFiles: Object.keys((jsonOf(egg.config_files ?? base?.config_files ?? null) ?? {}) as object).length > 0,
  };
}

function variablesOf(
  values: readonly ForeignRow[],
  keys: ReadonlyMap<string | null | undefined, string | null | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    values.flatMap(({ variable_id, variable_value }) => {
      const key = keys.get(variable_id);
      return key ? [[key, variable_value ?? ""]] : [];
    }),
  );
}

function startupOf({ startup, egg_id }: ForeignRow, eggs: ForeignRow[]): string | null {
  const usual = eggs.find(({ id }) => id === egg_id)?.startup;
  return startup && startup !== usual ? startup : null;
}
