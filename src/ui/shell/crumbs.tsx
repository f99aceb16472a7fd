"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Crumb } from "../breadcrumb.tsx";

interface CrumbStore {
  crumbs: readonly Crumb[];
  set(crumbs: readonly Crumb[]): void;
}

const CrumbContext = createContext<CrumbStore>({ crumbs: [], set: () => {} });

/** Holds what the open page adds to the breadcrumb of the top bar. */
export function CrumbProvider({ children }: { children: ReactNode }) {
  const [crumbs, set] = useState<readonly Crumb[]>([]);
  const store = useMemo(() => ({ crumbs, set }), [crumbs]);
  return <CrumbContext value={store}>{children}</CrumbContext>;
}

/**
 * What a page adds to the breadcrumb after its place's name: the player's name, "Bans". Servers need none, their
 * switcher stands there. Renders nothing.
 */
export function PageCrumbs({ crumbs }: { crumbs: readonly { label: string; href?: string }[] }) {
  const { set } = useContext(CrumbContext);
  const told = JSON.stringify(crumbs);
  useEffect(() => {
    set(JSON.parse(told));
    return () => set([]);
  }, [set, told]);
  return null;
}

/** The open page's own crumbs. */
export function usePageCrumbs(): readonly Crumb[] {
  return useContext(CrumbContext).crumbs;
}
