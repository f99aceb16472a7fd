"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Who } from "#app/lib/access.ts";
import type { Permission } from "#app/lib/permissions.ts";

/** As much of the signed-in person as a page is told. */
export interface ShownPerson {
  userId: string;
  name: string;
  avatarUrl: string | null;
  /** What they hold on the instance. */
  permissions: readonly Permission[];
  /** What they hold beyond that on single servers. */
  serverPermissions: Readonly<Record<string, readonly Permission[]>>;
}

const PersonContext = createContext<ShownPerson | null>(null);

export function PersonProvider({ person, children }: { person: ShownPerson; children: ReactNode }) {
  return <PersonContext value={person}>{children}</PersonContext>;
}

/** The signed-in person. Only below the panel's layout. */
export function usePerson(): ShownPerson {
  const person = useContext(PersonContext);
  if (!person) throw new Error("Nobody is signed in here: this belongs below the panel's layout.");
  return person;
}

/** Who asks, for `may` of lib/access: the interface shows a button by the same decision that the server takes. */
export function useWho(): Who {
  const person = usePerson();
  return useMemo(
    () => ({
      userId: person.userId,
      scopes: null,
      unbounded: false,
      holdings: {
        instance: new Set(person.permissions),
        communities: new Map(),
        servers: new Map(
          Object.entries(person.serverPermissions).map(([id, permissions]) => [id, new Set(permissions)]),
        ),
      },
    }),
    [person],
  );
}
