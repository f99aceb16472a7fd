/** Where a permission can be held: on the whole instance (and so on all below), or on one community or server. */
export type PermissionOn = "instance" | "server" | "community";

interface PermissionEntry {
  on: PermissionOn;
  /** One sentence for the matrix of roles and the form of keys. */
  says: string;
}

/**
 * The one vocabulary of permissions. Roles, presets, key templates and the names of other systems are names for sets of these.
 * A permission "on a server" held on the instance holds for all servers.
 */
export const PERMISSIONS = {
  "servers:read": { on: "server", says: "See servers, their state and their settings." },
  "servers:create": { on: "instance", says: "Create servers." },
  "servers:update": { on: "server", says: "Change a server's name, variables and limits." },
  "servers:delete": { on: "server", says: "Delete servers with all their files." },
  "servers:suspend": { on: "server", says: "Suspend servers and lift that." },
  "servers:power": { on: "server", says: "Start, stop, restart and kill servers." },
  "servers.console:read": { on: "server", says: "Read the console, its history and its search." },
  "servers.console:write": { on: "server", says: "Send commands to the console." },
  "servers.activity:read": { on: "server", says: "See who did what to a server." },
  "nodes:read": { on: "instance", says: "See nodes, their capacity and their state." },
  "nodes:write": { on: "instance", says: "Add, change and remove nodes." },
  "blueprints:read": { on: "instance", says: "See which games can be hosted." },
  "blueprints:write": { on: "instance", says: "Add, change and remove blueprints." },
  "profile:read": { on: "instance", says: "See the own profile, sessions and sign-in methods." },
  "profile:write": { on: "instance", says: "Change the own profile." },
  "api-keys:read": { on: "instance", says: "List the own API keys." },
  "api-keys:write": { on: "instance", says: "Make, change and revoke own API keys." },
  "usage:read": { on: "instance", says: "See everybody's API keys and how the API of the whole panel is used." },
  "users:read": { on: "instance", says: "See all users of the panel." },
  "users:write": { on: "instance", says: "Add, change, suspend and remove users." },
  "roles:read": { on: "instance", says: "See roles and what they may." },
  "roles:write": { on: "instance", says: "Make roles, change them and give them to users." },
  "invitations:read": { on: "instance", says: "See invitations." },
  "invitations:write": { on: "instance", says: "Invite people and withdraw invitations." },
  "audit:read": { on: "instance", says: "Read the audit log of the whole panel, with addresses." },
  "platform:read": { on: "instance", says: "See the figures of the whole panel: people, servers, nodes, keys." },
  "settings:read": { on: "instance", says: "See the panel's settings." },
  "settings:write": { on: "instance", says: "Change the panel's settings." },
  "instance:manage": { on: "instance", says: "Own the instance: its keys, its owners, its backups." },
  "events:read": { on: "server", says: "Follow the stream of events." },
  "players:read": { on: "server", says: "See players, their sessions and their statistics." },
  "players:write": { on: "server", says: "Change what is known of players." },
  "players:kick": { on: "server", says: "Disconnect players and warn them." },
  "players:mute": { on: "server", says: "Mute players." },
  "players:ban": { on: "server", says: "Ban and suspend players, lift that, and read and write ban lists." },
  "players.private:read": { on: "server", says: "See players' network addresses and e-mail addresses." },
  "players.notes:read": { on: "server", says: "Read what the team has noted about players." },
  "players.notes:write": { on: "server", says: "Note things about players for the team." },
  "players.reports:create": { on: "instance", says: "Report players to the team." },
  "players.reports:read": { on: "server", says: "See reports of players, by whom and about whom." },
  "players.reports:write": { on: "server", says: "Claim and resolve reports of players." },
  "players:erase": { on: "instance", says: "Export and erase everything that is known of a player." },
  "appeals:read": { on: "server", says: "Read players' appeals." },
  "appeals:write": { on: "server", says: "Decide players' appeals." },
  "moderation:write": { on: "instance", says: "Change the reasons that are offered and the rules of escalation." },
  "world:read": { on: "server", says: "See areas, rooms, NPCs and items." },
  "world.positions:read": { on: "server", says: "See where players are at this moment." },
  "world:write": { on: "server", says: "Report and change areas, rooms, NPCs and items." },
  "events:write": { on: "server", says: "Report events from inside a game." },
  "statistics:read": { on: "server", says: "See which commands players give, how often and how long they take." },
  "kills:read": { on: "community", says: "See kills, statistics and leaderboards." },
  "kills:write": { on: "community", says: "Tell of kills, dispute them and take back what one told." },
  "kills:decide": { on: "community", says: "Decide disputes of kills, retract them and count them again." },
  "catalog:write": {
    on: "instance",
    says: "Import facts about games, and see which names are missing.",
  },
  "communities:read": { on: "community", says: "See a community, who is in it and its settings." },
  "communities:write": { on: "community", says: "Change a community's settings, who is in it and their roles." },
  "communities:create": { on: "instance", says: "Add communities by hand and remove them." },
  "analytics:read": {
    on: "instance",
    says: "See what is computed of the own kills, of those that others show, and be told of insights.",
  },
  "economy:read": { on: "instance", says: "See the own coins, package and orders, and the store." },
  "economy:spend": { on: "instance", says: "Earn coins, and spend the own ones." },
  "economy.all:read": { on: "instance", says: "See everybody's coins, packages and orders." },
  "economy:write": { on: "instance", says: "Change everybody's coins, packages and orders, and what the store sells." },
  "tickets:read": { on: "instance", says: "See the own tickets." },
  "tickets:write": { on: "instance", says: "Open tickets and write in the own ones." },
  "tickets.all:read": { on: "instance", says: "See everybody's tickets." },
  "tickets:answer": { on: "instance", says: "Answer everybody's tickets, note things on them and hand them on." },
  "tickets:manage": {
    on: "instance",
    says: "Change the categories of tickets, prepared answers and how soon answers are due.",
  },
  "webhooks:read": { on: "instance", says: "See the own webhooks and what was sent to them." },
  "webhooks:write": { on: "instance", says: "Add, change and remove own webhooks." },
  "broadcast:write": { on: "server", says: "Speak to all who play on a server." },
} as const satisfies Record<string, PermissionEntry>;

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[];

export function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text);
}

const READ = ALL_PERMISSIONS.filter((p) => p.endsWith(":read"));
const MEMBER: readonly Permission[] = [
  "servers:create",
  "blueprints:read",
  "profile:read",
  "profile:write",
  "api-keys:read",
  "api-keys:write",
  "kills:read",
  "kills:write",
  "analytics:read",
  "economy:read",
  "economy:spend",
  "tickets:read",
  "tickets:write",
  "players.reports:create",
  "webhooks:read",
  "webhooks:write",
];
const MODERATOR: readonly Permission[] = [
  ...MEMBER,
  "broadcast:write",
  "servers:read",
  "servers.console:read",
  "servers.console:write",
  "servers.activity:read",
  "servers:power",
  "tickets.all:read",
  "tickets:answer",
  "nodes:read",
  "users:read",
  "roles:read",
  "events:read",
  "players:read",
  "players:write",
  "players:kick",
  "players:mute",
  "players:ban",
  "appeals:read",
  "appeals:write",
  "players.private:read",
  "players.notes:read",
  "players.notes:write",
  "players.reports:read",
  "players.reports:write",
  "world:read",
  "world.positions:read",
  "kills:decide",
  "communities:read",
];
const OWNER_ONLY: readonly Permission[] = ["instance:manage"];

/** The roles every installation has. `rank`: higher stands above. Owner and its permissions cannot be changed. */
export const BUILT_IN_ROLES = [
  {
    key: "owner",
    name: "Owner",
    rank: 100,
    description: "Everything, the instance itself included.",
    permissions: ALL_PERMISSIONS,
  },
  {
    key: "admin",
    name: "Admin",
    rank: 80,
    description: "Everything but the instance itself.",
    permissions: ALL_PERMISSIONS.filter((p) => !OWNER_ONLY.includes(p)),
  },
  {
    key: "moderator",
    name: "Moderator",
    rank: 40,
    description: "Watches over all servers and their players.",
    permissions: [...new Set(MODERATOR)],
  },
  {
    key: "member",
    name: "Member",
    rank: 10,
    description: "Own servers, own keys, own profile.",
    permissions: MEMBER,
  },
] as const satisfies readonly {
  key: string;
  name: string;
  rank: number;
  description: string;
  permissions: readonly Permission[];
}[];

export type BuiltInRoleKey = (typeof BUILT_IN_ROLES)[number]["key"];

const COMMUNITY_MEMBER: readonly Permission[] = ["communities:read", "kills:read", "kills:write"];
const COMMUNITY_MODERATOR: readonly Permission[] = [
  ...COMMUNITY_MEMBER,
  "kills:decide",
  "broadcast:write",
  "events:read",
  "servers:read",
  "players:read",
  "players:kick",
  "players:mute",
  "players:ban",
  "players.notes:read",
  "players.notes:write",
  "players.reports:read",
  "players.reports:write",
];
const COMMUNITY_ADMIN: readonly Permission[] = [
  ...COMMUNITY_MODERATOR,
  "communities:write",
  "appeals:read",
  "appeals:write",
  "players:write",
  "servers.activity:read",
  "servers.console:read",
  "statistics:read",
  "world:read",
];

/** What each role in a community grants there and on the game servers that its owners have put into it; the highest first. */
export const COMMUNITY_ROLES = {
  admin: COMMUNITY_ADMIN,
  moderator: COMMUNITY_MODERATOR,
  member: COMMUNITY_MEMBER,
} as const satisfies Record<string, readonly Permission[]>;
export type CommunityRole = keyof typeof COMMUNITY_ROLES;

/** With what games say to everybody: their clock, their world and their own words. Each other event needs what it is about. */
const READ_PUBLIC: readonly Permission[] = ["blueprints:read", "kills:read", "analytics:read", "events:read"];
/** Its document shows the e-mail address to whoever may read players. */
const READ_PLAYERS: readonly Permission[] = ["players:read", "players.private:read"];
const WRITE_PLAYERS: readonly Permission[] = [...READ_PLAYERS, "players:write"];
const READ_WORLD: readonly Permission[] = ["world:read"];
const WRITE_WORLD: readonly Permission[] = ["world:read", "world:write"];

/**
 * Names for sets of permissions that a key may be made with, beside single permissions: our own templates in lower case, and the names of the
 * MAID game-world API in capitals (its document, section Permissions).
 */
export const PERMISSION_BUNDLES: Readonly<Record<string, readonly Permission[]>> = {
  "read-only": READ,
  monitoring: ["servers:read", "nodes:read", "events:read"],
  bot: [
    "servers:read",
    "servers:power",
    "servers.console:read",
    "servers.console:write",
    "events:read",
    "players:read",
    "kills:read",
  ],
  full: ALL_PERMISSIONS,
  READ_PUBLIC,
  READ_PLAYERS,
  WRITE_PLAYERS,
  READ_WORLD,
  WRITE_WORLD,
  ADMIN: ALL_PERMISSIONS.filter((p) => !OWNER_ONLY.includes(p)),
  READ_ALL: [...READ_PUBLIC, ...READ_PLAYERS, ...READ_WORLD],
  WRITE_ALL: [...WRITE_PLAYERS, ...WRITE_WORLD],
  FULL_ACCESS: ALL_PERMISSIONS,
};

/** The permissions that these names (single ones or bundles) stand for, in the vocabulary's order, and the names that mean nothing. */
export function expandPermissions(names: readonly string[]): { permissions: Permission[]; unknown: string[] } {
  const wanted = new Set<Permission>();
  const unknown: string[] = [];
  for (const name of names) {
    if (isPermission(name)) wanted.add(name);
    else if (Object.hasOwn(PERMISSION_BUNDLES, name)) for (const p of PERMISSION_BUNDLES[name]!) wanted.add(p);
    else unknown.push(name);
  }
  return { permissions: ALL_PERMISSIONS.filter((p) => wanted.has(p)), unknown };
}
