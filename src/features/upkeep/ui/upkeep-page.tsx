"use client";

import { useTranslations } from "next-intl";
import { holdsSomewhere, may } from "#app/lib/access.ts";
import { useWho } from "#app/transport/client/who.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { BroadcastCard } from "./broadcast-card.tsx";
import { MaintenanceCard } from "./maintenance-card.tsx";
import { ReloadCard } from "./reload-card.tsx";
import { ShutdownCard } from "./shutdown-card.tsx";

/** What keeps a community's servers going: a word to all, an end that is told beforehand, and the panel's own pause. */
export function UpkeepPage() {
  const words = useTranslations("upkeep");
  const who = useWho();
  return (
    <Stack width="form">
      <PageHeader title={words("title")} description={words("description")} />
      {holdsSomewhere(who, "broadcast:write") ? <BroadcastCard /> : null}
      {holdsSomewhere(who, "servers:read") ? <ShutdownCard /> : null}
      <ReloadCard />
      {may(who, "instance:manage") ? <MaintenanceCard /> : null}
    </Stack>
  );
}
