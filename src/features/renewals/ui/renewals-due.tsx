"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import type { Renewal } from "../schema.ts";
import { OWN_RENEWALS } from "./own-renewals.ts";
import { RenewalRow } from "./renewal-row.tsx";
import { useRenewalEvents } from "./use-renewal-events.ts";

const isDue = ({ state }: Renewal) => state === "soon" || state === "expired" || state === "suspended";

/** The reader's servers that end soon or have ended; nothing where none does. What ends first comes first, so the first page has them. */
export function RenewalsDue() {
  const words = useTranslations("renewals");
  const trpc = useTRPC();
  useRenewalEvents();
  const { data } = useQuery(trpc.renewals.list.queryOptions(OWN_RENEWALS));
  const due = data?.items.filter(isDue) ?? [];
  if (due.length === 0) return null;
  return (
    <Card flush title={words("due")} actions={<LinkButton href="/store/renewals">{words("page.title")}</LinkButton>}>
      <ul className="border-line border-t">
        {due.map((renewal) => (
          <RenewalRow key={renewal.serverId} renewal={renewal} />
        ))}
      </ul>
    </Card>
  );
}
