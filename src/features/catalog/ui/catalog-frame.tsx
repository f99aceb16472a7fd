"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { holdsSomewhere } from "#app/lib/access.ts";
import { useWho } from "#app/transport/client/who.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { CATALOG_PLACES } from "./catalog-places.ts";

/** What the lists of the catalogue have: the way back and its parts. */
export function CatalogFrame({ children }: { children: ReactNode }) {
  const words = useTranslations("catalog");
  const who = useWho();
  const tabs = CATALOG_PLACES.filter(({ needs }) => holdsSomewhere(who, needs)).map(({ href, name }) => ({
    href,
    label: words(`tabs.${name}`),
  }));
  return (
    <Stack>
      <PageCrumbs from="frame" crumbs={[{ label: words("title"), href: "/kills/catalog" }]} />
      <Tabs label={words("title")} tabs={tabs} />
      {children}
    </Stack>
  );
}
