"use client";

import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import type { killsInput } from "./kill-query.ts";
import { type KillPage, mergeKills, newAmong } from "./merge-kills.ts";

/** Kills that come in one moment cost one question. */
const SOON_MS = 700;

/**
 * The kills that a question asks for, newest first, true as things happen. While `held`, what is new is only counted; it comes into the list when nobody reads it
 * any more, or by `show`.
 */
export function useKillFeed(input: ReturnType<typeof killsInput>, held: boolean) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const options = trpc.kills.list.infiniteQueryOptions(input, {
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchOnWindowFocus: false,
  });
  const history = useInfiniteQuery(options);
  const newest = trpc.kills.list.queryOptions(input);
  const asked = JSON.stringify(input);
  const [ahead, setAhead] = useState<{ asked: string; page: KillPage } | null>(null);
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isHeld = useRef(held);
  isHeld.current = held;

  function take(page: KillPage) {
    setAhead(null);
    queryClient.setQueryData(options.queryKey, (data: InfiniteData<KillPage, string | null> | undefined) => {
      if (!data) return data;
      const pages = mergeKills(page, data.pages);
      return { pages, pageParams: data.pageParams.slice(0, pages.length) };
    });
  }
  async function look() {
    const page = await queryClient.fetchQuery({ ...newest, staleTime: 0 });
    if (isHeld.current) setAhead({ asked, page });
    else take(page);
  }
  const latest = useRef(look);
  latest.current = look;
  useEvents(["kill."], () => {
    soon.current ??= setTimeout(() => {
      soon.current = undefined;
      // What cannot be asked now is asked at the next kill; the connection's state says why.
      latest.current().catch(() => {});
    }, SOON_MS);
  });
  useEffect(() => () => clearTimeout(soon.current), []);

  const waiting = ahead?.asked === asked ? ahead.page : null;
  const takeLatest = useRef(take);
  takeLatest.current = take;
  useEffect(() => {
    if (!held && waiting) takeLatest.current(waiting);
  }, [held, waiting]);

  const pages = history.data?.pages;
  return {
    history,
    kills: pages?.flatMap(({ items }) => items),
    /** So many new ones wait; `isMore`: and others before them. */
    waiting: waiting && pages ? newAmong(waiting, pages) : 0,
    isMore: waiting !== null && waiting.nextCursor !== null && newAmong(waiting, pages ?? []) === waiting.items.length,
    show: () => waiting && take(waiting),
  };
}
