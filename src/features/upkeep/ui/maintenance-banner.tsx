"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";

/** Tells owners, who alone still see pages, that the panel is closed to everybody else. */
export function MaintenanceBanner() {
  const words = useTranslations("upkeep.maintenance");
  const trpc = useTRPC();
  const { data, refetch } = useQuery(trpc.maintenance.get.queryOptions({}));
  useEvents(["maintenance."], () => void refetch());
  if (!data?.isOn) return null;
  return (
    <div className="mb-4">
      <Callout
        tone="warn"
        actions={
          <LinkButton size="sm" href="/settings/upkeep">
            {words("bannerAct")}
          </LinkButton>
        }
      >
        {words("banner")}
      </Callout>
    </div>
  );
}
