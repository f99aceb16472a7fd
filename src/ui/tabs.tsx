"use client";

import { usePathname } from "next/navigation";
import { useFormatter } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "./link.tsx";

export interface Tab {
  href: string;
  label: ReactNode;
  count?: number;
}

/** Sections of one thing as links, each with an address. On a phone the row scrolls sideways to the open one. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current?: string }) {
  const format = useFormatter();
  const pathname = usePathname();
  const open = current ?? longestMatch(tabs, pathname);
  const row = useRef<HTMLElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the open tab is found in the page, not in the value
  useEffect(() => {
    const tab = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (tab && row.current) row.current.scrollLeft = tab.offsetLeft - (row.current.clientWidth - tab.clientWidth) / 2;
  }, [open]);

  return (
    <nav
      ref={row}
      aria-label={label}
      className="relative flex gap-1 overflow-x-auto border-line border-b [scrollbar-width:none]"
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.href === open ? "page" : undefined}
          className="-mb-px flex h-9 shrink-0 items-center gap-1.5 rounded-t-md border-transparent border-b-2 px-2.5 text-ink-2 text-sm -outline-offset-2 hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink pointer-coarse:h-11"
        >
          {tab.label}
          {tab.count === undefined ? null : <span className="text-ink-3 text-xs">{format.number(tab.count)}</span>}
        </Link>
      ))}
    </nav>
  );
}

function longestMatch(tabs: readonly Tab[], pathname: string): string | undefined {
  return tabs
    .map((tab) => tab.href)
    .filter((href) => {
      const path = href.split("?")[0] ?? href;
      return pathname === path || pathname.startsWith(`${path}/`);
    })
    .sort((a, b) => b.length - a.length)[0];
}
