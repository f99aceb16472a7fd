"use client";

import { Keyboard, LogOut, Moon, Search, Sun, SunMoon, User } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Avatar } from "../avatar.tsx";
import { Breadcrumb } from "../breadcrumb.tsx";
import { IconButton } from "../icon-button.tsx";
import { Kbd } from "../kbd.tsx";
import { Menu } from "../menu.tsx";
import type { MenuItem } from "../menu-props.ts";
import { usePalette } from "../palette/palette-context.tsx";
import { DENSITIES, type Preferences, THEMES } from "../preferences.ts";
import { usePreferences } from "../preferences-provider.tsx";
import { usePageCrumbs } from "./crumbs.tsx";
import type { NavPlace } from "./nav.ts";
import { ServerSwitcher, type ShellServer } from "./server-switcher.tsx";

/** The person who is signed in. */
export interface ShellUser {
  name: string;
  avatar?: string;
  /** Who acts as this person, while staff look through their eyes. */
  impersonator?: string;
}

export interface TopBarProps {
  user: ShellUser;
  place: NavPlace | undefined;
  servers: readonly ShellServer[];
  /** The open server and its tab, out of the address. */
  server: { id: string; tab: string } | undefined;
  /** The job tray and notices. */
  tools?: ReactNode;
  accountItems?: readonly MenuItem[] | undefined;
  onShortcuts(): void;
  onSignOut(): void;
}

const THEME_ICONS = { system: <SunMoon />, light: <Sun />, dark: <Moon /> } as const;

/** Where the reader is, the palette, running work, the theme and the account. */
export function TopBar({
  user,
  place,
  servers,
  server,
  tools,
  accountItems = [],
  onShortcuts,
  onSignOut,
}: TopBarProps) {
  const words = useTranslations("ui.shell");
  const palette = useTranslations("ui.palette");
  const { open } = usePalette();
  const crumbs = usePageCrumbs();
  const { preferences, change } = usePreferences();
  const known = server && servers.some((each) => each.id === server.id) ? server : undefined;
  return (
    <header className="sticky top-0 z-bar flex h-bar min-w-0 items-center gap-1 border-line border-b bg-surface px-3 md:px-5">
      <Breadcrumb
        crumbs={[...(place ? [{ label: words(`nav.${place.id}`), href: place.href }] : []), ...crumbs]}
        last={known ? <ServerSwitcher servers={servers} id={known.id} tab={known.tab} /> : undefined}
      />
      <button
        type="button"
        onClick={open}
        className="flex h-control items-center gap-2 rounded-md border border-line bg-canvas px-2.5 text-ink-2 text-sm hover:text-ink max-md:aspect-square max-md:justify-center max-md:border-transparent max-md:bg-transparent md:w-64 lg:w-72"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 flex-1 truncate text-left max-md:sr-only">{palette("open")}</span>
        <span className="max-md:hidden">
          <Kbd keys="mod+k" />
        </span>
      </button>
      {tools}
      <Menu
        trigger={<IconButton label={words("theme")} icon={THEME_ICONS[preferences.theme]} />}
        items={[
          {
            kind: "choice",
            label: words("theme"),
            value: preferences.theme,
            options: THEMES.map((value) => ({ value, label: words(`themes.${value}`) })),
            onChange: (theme) => change({ theme: theme as Preferences["theme"] }),
          },
          { kind: "separator" },
          {
            kind: "choice",
            label: words("density"),
            value: preferences.density,
            options: DENSITIES.map((value) => ({ value, label: words(`densities.${value}`) })),
            onChange: (density) => change({ density: density as Preferences["density"] }),
          },
        ]}
      />
      <Menu
        trigger={
          <button
            type="button"
            title={words("account", { name: user.name })}
            className="grid size-control shrink-0 place-items-center rounded-full"
          >
            <span className="sr-only">{words("account", { name: user.name })}</span>
            <Avatar name={user.name} size="sm" {...(user.avatar && { src: user.avatar })} />
          </button>
        }
        items={[
          { kind: "heading", label: user.name },
          { kind: "link", label: words("profile"), icon: <User />, href: "/settings/profile" },
          ...accountItems,
          { label: words("shortcuts"), icon: <Keyboard />, keys: "?", onSelect: onShortcuts },
          { kind: "separator" },
          { label: words("signOut"), icon: <LogOut />, onSelect: onSignOut },
        ]}
      />
    </header>
  );
}
