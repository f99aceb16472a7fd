import { isForeignHash } from "#app/platform/crypto.ts";
import type { ForeignUser } from "../../foreign-panel.ts";
import type { ForeignRow } from "../foreign-tables.ts";
import { jsonOf, numberOf, toDoOfPeople } from "../foreign-values.ts";

/** A row with its columns named as the first generation names them: `email_verified` is `emailVerified`. */
export function inCamelCase(row: ForeignRow): ForeignRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}

/** The oldest first, the same at each reading: neither a database nor its dump promises an order. */
export function inOrder(rows: readonly ForeignRow[]): ForeignRow[] {
  const key = ({ createdAt, id }: ForeignRow) => `${createdAt ?? ""} ${id ?? ""}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

export function isTrue(text: string | null | undefined): boolean {
  return text === "t" || text === "true";
}

/** What a JSON column says, where it is an object; the first generation wrote some of them as text in JSON. */
export function objectOf(value: unknown): Record<string, unknown> {
  const said = typeof value === "string" ? jsonOf(value) : value;
  return typeof said === "object" && said !== null && !Array.isArray(said) ? (said as Record<string, unknown>) : {};
}

export function objectsOf(value: unknown): Record<string, unknown>[] {
  const said = typeof value === "string" ? jsonOf(value) : value;
  return Array.isArray(said) ? said.map(objectOf) : [];
}

/** A text of JSON; "" for what is none. */
export function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** How it is stopped, as an egg says it: `^C`, a signal or a line for its console. What can be sent nowhere here ends as SIGTERM, which is what both send if nothing is said. */
export function stopOf(said: string): string {
  if (said === "") return "SIGTERM";
  if (/^SIG/i.test(said)) return /^SIG(INT|TERM|QUIT|HUP)$/i.test(said) ? said.toUpperCase() : "SIGTERM";
  return said;
}

const PROVIDERS = ["discord", "google", "github"] as const;

/** Everybody, out of the tables of better-auth, which both generations have under other names of columns. */
export function peopleOf(users: readonly ForeignRow[], accounts: readonly ForeignRow[]): ForeignUser[] {
  return inOrder(users).map((user) => {
    const own = accounts.filter(({ userId }) => userId === user.id);
    const hash = own.find(({ providerId }) => providerId === "credential")?.password ?? "";
    return {
      id: user.id!,
      name: user.name ?? user.email ?? user.id!,
      email: user.email ?? "",
      emailVerified: isTrue(user.emailVerified),
      passwordHash: isForeignHash(hash) ? hash : null,
      isAdmin: isTrue(user.isAdmin) || (user.role ?? "").split(",").includes("admin"),
      identities: own.flatMap(({ providerId, accountId }) => {
        const provider = PROVIDERS.find((each) => each === providerId);
        return provider && accountId ? [{ provider, id: accountId }] : [];
      }),
      suspended: isTrue(user.banned) ? { reason: user.banReason || null, until: dateOf(user.banExpires) } : null,
    };
  });
}

/** A time as PostgreSQL writes it: `2027-01-01 00:00:00+00`. */
function dateOf(text: string | null | undefined): Date | null {
  if (!text) return null;
  const date = new Date(text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"));
  return Number.isNaN(date.getTime()) ? null : date;
}

/** What they do themselves after it. */
export function toDoOf(people: readonly ForeignUser[], users: readonly ForeignRow[]): string[] {
  return toDoOfPeople({
    withoutPassword: people.filter(
      ({ passwordHash, identities = [] }) => passwordHash === null && identities.length === 0,
    ).length,
    withFactor: users.filter(({ twoFactorEnabled }) => isTrue(twoFactorEnabled)).length,
  });
}

/** The ports of a server: the one where players come first, then the oldest. */
export function portsOf(allocations: readonly ForeignRow[], primary: string | null | undefined): number[] {
  return inOrder(allocations)
    .sort((a, b) => Number(b.id === primary) - Number(a.id === primary))
    .map(({ port }) => numberOf(port));
}
