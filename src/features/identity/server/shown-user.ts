import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { rows, sql } from "#app/platform/sql.ts";
import type { User } from "../schema.ts";
import { isSuspended, type Person } from "./people.ts";

/** A user as the lists show them; how many sessions they have, to who may end those. */
export async function shownUser(context: Pick<Context, "actor" | "db" | "now">, person: Person): Promise<User> {
  return (await shownUsers(context, [person]))[0]!;
}

/** Several at once; see `shownUser`. */
export async function shownUsers(
  context: Pick<Context, "actor" | "db" | "now">,
  people: readonly Person[],
): Promise<User[]> {
  const sessions = may(context.actor, "users:write") ? await countSessions(context, people) : null;
  return people.map((person) => ({
    id: person.id,
    kind: person.kind,
    name: person.name,
    email: person.email,
    avatarUrl: person.avatarUrl,
    state: stateOf(person),
    suspendedUntil: isSuspended(person) ? iso(person.suspendedUntil) : null,
    roles: person.roles,
    secondFactor: person.secondFactor,
    sessions: sessions && (sessions.get(person.id) ?? 0),
    lastSeenAt: iso(person.lastSeenAt),
    createdAt: iso(person.createdAt),
  }));
}

function stateOf(person: Pick<Person, "suspendedAt" | "suspendedUntil" | "removedAt">): User["state"] {
  if (person.removedAt) return "removed";
  return isSuspended(person) ? "suspended" : "active";
}

const Counted = z.object({ userId: z.string(), count: z.number() });

async function countSessions(
  { db, now }: Pick<Context, "db" | "now">,
  people: readonly Person[],
): Promise<ReadonlyMap<string, number>> {
  const counted = await rows(
    db,
    Counted,
    sql`select "userId", count(*)::int as count from sessions
        where "userId" = any(${people.map(({ id }) => id)}::text[]) and "expiresAt" > ${now} group by "userId"`,
  );
  return new Map(counted.map(({ userId, count }) => [userId, count]));
}
