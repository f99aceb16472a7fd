"use client";

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWho } from "#app/transport/client/who.tsx";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/link.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { SETTINGS_GROUPS, settingsPath, settingsPlaces } from "./settings-places.ts";

/** All pages of the settings with a sentence each. */
export function SettingsHub() {
  const words = useTranslations("identity.settings");
  const places = settingsPlaces(useWho());
  return (
    <Stack width="form">
      <PageHeader title={words("title")} />
      {SETTINGS_GROUPS.map((group) => {
        const shown = places.filter((place) => place.group === group);
        if (shown.length === 0) return null;
        return (
          <Card key={group} title={words(`groups.${group}`)} flush>
            <ul className="border-line border-t">
              {shown.map((place) => (
                <li key={place.id} className="border-line border-b last:border-b-0">
                  <Link
                    href={settingsPath(place)}
                    className="flex items-center gap-3 px-4 py-2.5 -outline-offset-2 hover:bg-hover"
                  >
                    <span className="min-w-0 flex-1">
                      <span className="block font-medium">{words(`places.${place.id}.name`)}</span>
                      <span className="block text-ink-2">{words(`places.${place.id}.says`)}</span>
                    </span>
                    <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
                  </Link>
                </li>
              ))}
            </ul>
          </Card>
        );
      })}
    </Stack>
  );
}
