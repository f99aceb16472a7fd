"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { whoWith } from "#app/features/identity/rights.ts";
import type { Rights } from "#app/features/identity/schema.ts";
import type { Who } from "#app/lib/access.ts";

/** As much of the signed-in person as a page is told. */
export interface ShownPerson {
  userId: string;
  name: string;
  avatarUrl: string | null;
  /** What they may, and where. */
  rights: Rights;
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
  const { userId, rights } = usePerson();
  return useMemo(() => whoWith(userId, rights), [userId, rights]);
}
