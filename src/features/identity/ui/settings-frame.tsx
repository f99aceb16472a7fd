"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useWho } from "#app/transport/client/who.tsx";
import { Link } from "#app/ui/link.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { SETTINGS_GROUPS, settingsPath, settingsPlaces } from "./settings-places.ts";

/** What all pages of the settings have: the way to the others, beside them on a desk and above them on a phone. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const words = useTranslations("identity.settings");
  const pathname = usePathname();
  const places = settingsPlaces(useWho());
  const open = places.find(
    (place) => pathname === settingsPath(place) || pathname.startsWith(`${settingsPath(place)}/`),
  );
  return (
    <div className="grid min-w-0 grid-cols-1 content-start gap-4 lg:grid-cols-[12rem_minmax(0,1fr)] lg:gap-8">
      <PageCrumbs
        from="frame"
        crumbs={
          open
            ? [
                {
                  label: words(`places.${open.id}.name`),
                  ...(pathname !== settingsPath(open) && { href: settingsPath(open) }),
                },
              ]
            : []
        }
      />
      <nav aria-label={words("title")} className="max-lg:hidden">
        {SETTINGS_GROUPS.map((group) => {
          const shown = places.filter((place) => place.group === group);
          if (shown.length === 0) return null;
          return (
            <div key={group} className="mb-4">
              <p id={`settings-${group}`} className="px-2 pb-1 text-ink-3 text-xs">
                {words(`groups.${group}`)}
              </p>
              <ul aria-labelledby={`settings-${group}`} className="grid gap-0.5">
                {shown.map((place) => (
                  <li key={place.id}>
                    <Link
                      href={settingsPath(place)}
                      aria-current={place === open ? "page" : undefined}
                      className="flex min-h-row items-center rounded-md px-2 text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-ink"
                    >
                      {words(`places.${place.id}.name`)}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </nav>
      <div className="min-w-0 lg:hidden">
        {open ? (
          <Tabs
            label={words("title")}
            tabs={places.map((place) => ({ href: settingsPath(place), label: words(`places.${place.id}.name`) }))}
          />
        ) : null}
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
