"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../icon-button.tsx";
import { Link } from "../link.tsx";
import { usePreferences } from "../preferences-provider.tsx";
import { BrandMark } from "./brand-mark.tsx";
import type { NavId, NavPlace } from "./nav.ts";
import { NavIcon } from "./nav-icon.tsx";

export interface SidebarProps {
  brand: string;
  places: readonly NavPlace[];
  current: NavId | undefined;
  /** Numbers that wait for the reader: open tickets, incidents. */
  badges?: Partial<Record<NavId, number>> | undefined;
}

/** The way around the panel on a desk: 224 px, or 56 px with the pictures alone. */
export function Sidebar({ brand, places, current, badges }: SidebarProps) {
  const words = useTranslations("ui.shell");
  const { preferences, change } = usePreferences();
  const narrow = preferences.sidebar === "narrow";
  return (
    <nav
      aria-label={words("main")}
      className={`sticky top-0 hidden h-dvh shrink-0 flex-col overflow-y-auto border-line border-r bg-surface px-2 py-2 md:flex ${narrow ? "w-14" : "w-56"}`}
    >
      <Link
        href="/home"
        aria-label={brand}
        className="mb-2 flex h-10 items-center gap-2.5 rounded-md px-2 font-semibold text-lg"
      >
        <BrandMark />
        {narrow ? null : <span className="truncate">{brand}</span>}
      </Link>
      {(["operate", "community", null] as const).map((group) => {
        const inGroup = places.filter((place) => place.group === group);
        if (inGroup.length === 0) return null;
        return (
          <div key={group ?? "last"} className="mb-3">
            {group ? (
              <p className={narrow ? "mx-2 mb-2 border-line border-t" : "px-2 pb-1 text-ink-3 text-xs"}>
                <span className={narrow ? "sr-only" : ""}>{words(`groups.${group}`)}</span>
              </p>
            ) : null}
            <ul className="grid gap-0.5">
              {inGroup.map((place) => (
                <li key={place.id}>
                  <Link
                    href={place.href}
                    aria-current={place.id === current ? "page" : undefined}
                    title={narrow ? words(`nav.${place.id}`) : undefined}
                    className="flex h-control items-center gap-2.5 rounded-md px-2.5 text-ink-2 text-sm hover:bg-hover hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-ink [&_svg]:size-4 [&_svg]:shrink-0"
                  >
                    <NavIcon id={place.id} />
                    <span className={narrow ? "sr-only" : "min-w-0 flex-1 truncate"}>{words(`nav.${place.id}`)}</span>
                    {badges?.[place.id] && !narrow ? (
                      <span className="rounded-full bg-accent-soft px-1.5 text-accent text-xs">{badges[place.id]}</span>
                    ) : null}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <div className={`mt-auto flex pt-2 ${narrow ? "justify-center" : "justify-end"}`}>
        <IconButton
          label={narrow ? words("expand") : words("collapse")}
          icon={narrow ? <PanelLeftOpen /> : <PanelLeftClose />}
          onClick={() => change({ sidebar: narrow ? "wide" : "narrow" })}
        />
      </div>
    </nav>
  );
}
