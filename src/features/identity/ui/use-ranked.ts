"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import type { Ranked } from "../policy.ts";

/** Who asks with the rank of their highest role, for decisions about other people and roles. The rank is 0 until it is known, which allows nothing. */
export function useRanked(): Ranked {
  const trpc = useTRPC();
  const who = useWho();
  const { data: me } = useQuery(trpc.profile.get.queryOptions({}));
  return useMemo(() => ({ ...who, rank: me?.rank ?? 0 }), [who, me]);
}
