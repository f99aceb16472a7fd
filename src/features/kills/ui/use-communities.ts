"use client";

import { useQuery } from "@tanstack/react-query";
import { holdsSomewhere } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";

/** More are found on the page of communities. */
const NAMED_COMMUNITIES = { limit: 100 } as const;

/** The communities that kills can be narrowed to and told in; none for who sees none. */
export function useCommunities(): readonly { id: string; name: string; isMember: boolean }[] {
  const trpc = useTRPC();
  const enabled = holdsSomewhere(useWho(), "communities:read");
  const { data } = useQuery(trpc.communities.list.queryOptions(NAMED_COMMUNITIES, { enabled }));
  return data?.items.map(({ id, name, role }) => ({ id, name, isMember: role !== null })) ?? [];
}
