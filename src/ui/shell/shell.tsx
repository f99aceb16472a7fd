"use client";

import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { HotkeyProvider, useHotkey } from "../hotkeys.tsx";
import { loadLayersAtRest } from "../layer/layers.ts";
import type { MenuItem } from "../menu-props.ts";
import { type PaletteSearch, usePaletteCommands } from "../palette/palette-context.tsx";
import { PaletteProvider } from "../palette/palette-provider.tsx";
import { ShortcutSheet } from "../shortcut-sheet.tsx";
import { BottomBar } from "./bottom-bar.tsx";
import { CrumbProvider } from "./crumbs.tsx";
import { type NavId, type NavPlace, placeAt, placesOf } from "./nav.ts";
import { NavIcon } from "./nav-icon.tsx";
import type { ShellServer } from "./server-switcher.tsx";
import { Sidebar } from "./sidebar.tsx";
import { type ShellUser, TopBar } from "./top-bar.tsx";

export interface ShellProps {
  brand: string;
  user: ShellUser;
  /** The places this person may go. The server decides; see `NAV_PLACES`. */
  nav: readonly NavId[];
  /** Servers for the switcher, those this person may see. */
  servers?: readonly ShellServer[];
  badges?: Partial<Record<NavId, number>>;
  /** Between palette and theme: the job tray, notices, a coin balance. */
  tools?: ReactNode;
  /** Across the top: maintenance, impersonation, a node that is silent. */
  banner?: ReactNode;
  accountItems?: readonly MenuItem[];
  /** Finds servers, players and such for the palette. */
  search?: PaletteSearch;
  onSignOut(): void;
  children: ReactNode;
}

/** Everything around a page of the panel. */
export function Shell(props: ShellProps) {
  return (
    <HotkeyProvider>
      <PaletteProvider search={props.search}>
        <CrumbProvider>
          <Frame {...props} />
        </CrumbProvider>
      </PaletteProvider>
    </HotkeyProvider>
  );
}

function Frame({
  brand,
  user,
  nav,
  servers = [],
  badges,
  tools,
  banner,
  accountItems,
  onSignOut,
  children,
}: ShellProps) {
  const words = useTranslations("ui.shell");
  const shortcuts = useTranslations("ui.shortcuts");
  const pathname = usePathname();
  useEffect(loadLayersAtRest, []);
  const [sheet, setSheet] = useState(false);
  const places = useMemo(() => placesOf(nav), [nav]);
  const place = placeAt(places, pathname);
  const [, serverId, tab] = /^\/servers\/([^/]+)\/([^/]+)/.exec(pathname) ?? [];
  useHotkey({ keys: "?", label: shortcuts("show"), group: "everywhere", run: () => setSheet(true) });
  return (
    <div className="flex min-h-dvh">
      <a
        href="#main"
        className="sr-only z-toast rounded-md bg-accent px-3 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {words("skip")}
      </a>
      <Sidebar brand={brand} places={places} current={place?.id} badges={badges} />
      <div className="flex min-h-dvh min-w-0 flex-1 flex-col max-md:pb-[calc(3.5rem+env(safe-area-inset-bottom))]">
        {banner}
        <TopBar
          user={user}
          place={place}
          servers={servers}
          server={serverId && tab ? { id: serverId, tab } : undefined}
          tools={tools}
          accountItems={accountItems}
          onShortcuts={() => setSheet(true)}
          onSignOut={onSignOut}
        />
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 p-3 outline-none md:p-5">
          {children}
        </main>
      </div>
      <BottomBar places={places} current={place?.id} />
      <ShortcutSheet open={sheet} onOpenChange={setSheet} />
      {places.map((each) => (
        <GoHotkey key={each.id} place={each} />
      ))}
      <GoCommands places={places} />
    </div>
  );
}

function GoHotkey({ place }: { place: NavPlace }) {
  const words = useTranslations("ui.shell");
  const router = useRouter();
  useHotkey({
    keys: place.keys,
    label: words(`nav.${place.id}`),
    group: "go",
    run: () => router.push(place.href as Route),
  });
  return null;
}

function GoCommands({ places }: { places: readonly NavPlace[] }) {
  const words = useTranslations("ui.shell");
  const shortcuts = useTranslations("ui.shortcuts");
  const commands = useMemo(
    () =>
      places.map((place) => ({
        id: `go.${place.id}`,
        label: words(`nav.${place.id}`),
        group: shortcuts("go"),
        icon: <NavIcon id={place.id} />,
        keys: place.keys,
        href: place.href,
      })),
    [places, words, shortcuts],
  );
  usePaletteCommands(commands, "everywhere");
  return null;
}
