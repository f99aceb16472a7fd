"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { Crumb } from "../breadcrumb.tsx";

/** Who says them: the frame around a group of pages, then the page itself. */
type Teller = "frame" | "page";

interface CrumbStore {
  crumbs: readonly Crumb[];
  set(teller: Teller, crumbs: readonly Crumb[]): void;
}

const CrumbContext = createContext<CrumbStore>({ crumbs: [], set: () => {} });

/** Holds what the open page adds to the breadcrumb of the top bar. */
export function CrumbProvider({ children }: { children: ReactNode }) {
  const [frame, setFrame] = useState<readonly Crumb[]>([]);
  const [page, setPage] = useState<readonly Crumb[]>([]);
  const set = useCallback<CrumbStore["set"]>((from, crumbs) => (from === "frame" ? setFrame : setPage)(crumbs), []);
  const store = useMemo(() => ({ crumbs: [...frame, ...page], set }), [frame, page, set]);
  return <CrumbContext value={store}>{children}</CrumbContext>;
}

export interface PageCrumbsProps {
  crumbs: readonly { label: string; href?: string }[];
  from?: Teller;
}

/**
 * What a page adds to the breadcrumb after its place's name: the player's name, "Bans". Servers need none, their
 * switcher stands there. Renders nothing.
 */
export function PageCrumbs({ crumbs, from = "page" }: PageCrumbsProps) {
  const { set } = useContext(CrumbContext);
  const told = JSON.stringify(crumbs);
  useEffect(() => {
    set(from, JSON.parse(told));
    return () => set(from, []);
  }, [set, from, told]);
  return null;
}

/** The open page's own crumbs. */
export function usePageCrumbs(): readonly Crumb[] {
  return useContext(CrumbContext).crumbs;
}
