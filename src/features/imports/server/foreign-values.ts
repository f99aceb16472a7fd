import { isPermission, type Permission } from "#app/lib/permissions.ts";
import type { ForeignPanel } from "../foreign-panel.ts";
import type { ForeignTables } from "./foreign-tables.ts";

/** A whole number of a column; 0 for what is none. */
export function numberOf(text: string | null | undefined): number {
  const number = Math.trunc(Number(text));
  return Number.isSafeInteger(number) ? number : 0;
}

/** What JSON text says; null for what is none. */
export function jsonOf(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** A list of words, written as JSON or as PostgreSQL writes lists: `{a,"b c"}`. */
export function listOf(text: string | null | undefined): string[] {
  if (!text) return [];
  const said = jsonOf(text);
  if (Array.isArray(said)) return said.filter((each): each is string => typeof each === "string");
  const inside = /^\{(.*)\}$/s.exec(text)?.[1];
  if (inside === undefined) return [];
  return [...inside.matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain!.trim() : quoted.replaceAll(/\\(.)/g, "$1"),
  );
}

/** What may be done here by who may do so there. What has no counterpart gives nothing. */
const PERMISSIONS: readonly { said: RegExp; gives: readonly Permission[] }[] = [
  {
    said: /^\*$/,
    gives: [
      "servers:power",
      "servers.console:read",
      "servers.console:write",
      "servers:update",
      "servers.activity:read",
    ],
  },
  { said: /^(websocket\.connect|console\.read)$/, gives: ["servers.console:read"] },
  {
    said: /^(control\.console|console\.(write|send|command|\*))$/,
    gives: ["servers.console:read", "servers.console:write"],
  },
  { said: /^(control|power)\.(start|stop|restart|kill|\*)$/, gives: ["servers:power"] },
  {
    said: /^(startup\.(update|docker-image|\*)|settings\.(rename|update|description|reinstall|\*))$/,
    gives: ["servers:update"],
  },
  { said: /^activity\.(read|view|\*)$/, gives: ["servers.activity:read"] },
];

/** The permissions on a server that a member of the other panel had there, in ours. Seeing it goes with being in. */
export function permissionsOf(said: readonly string[]): string[] {
  const given = new Set<string>(["servers:read"]);
  for (const word of said)
    for (const { said: pattern, gives } of PERMISSIONS)
      if (pattern.test(word)) for (const permission of gives) if (isPermission(permission)) given.add(permission);
  return [...given];
}

/** What the tables hold that are not read: those of other programs by their names. Logs and sessions are of no account. */
export function otherTables(
  tables: ForeignTables,
  read: readonly string[],
  reasons: Readonly<Record<string, string>>,
  ofNoAccount: ReadonlySet<string>,
): ForeignPanel["leftOut"] {
  return [...tables.counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([table, count]) => count > 0 && !read.includes(table))
    .map(([table, count]) => ({
      what: table,
      why:
        reasons[table] ??
        (ofNoAccount.has(table)
          ? "it is of that panel's own running"
          : "it is of no table of that panel that is known: an extension's, or a later release's"),
      examples: [counted(count, "row", "rows")],
    }));
}

/** What people of another panel do themselves, by how many of them. */
export function toDoOfPeople({
  withoutPassword,
  withFactor,
}: Record<"withoutPassword" | "withFactor", number>): string[] {
  return [
    ...(withoutPassword > 0
      ? [
          `Set passwords anew by \`Forgot password\`: those of ${counted(withoutPassword, "person", "people")} cannot be checked here, or there are none.`,
        ]
      : []),
    ...(withFactor > 0
      ? [`Set up second factors anew: ${counted(withFactor, "person", "people")} had one, and its secret stays there.`]
      : []),
  ];
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}
