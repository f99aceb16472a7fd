"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { dueOf, OWN_RENEWALS } from "./own-renewals.ts";
import { RenewalRow } from "./renewal-row.tsx";
import { useRenewalEvents } from "./use-renewal-events.ts";

const MOST_SHOWN = 5;

/** Which of the reader's servers end soon or have ended, with the way to renew them; nothing where none does. */
export function RenewalsDue() {
  const words = useTranslations("renewals.due");
  const trpc = useTRPC();
  useRenewalEvents();
  const { data } = useQuery(trpc.renewals.list.queryOptions(OWN_RENEWALS));
  const due = dueOf(data?.items ?? []);
  if (due.length === 0) return null;
  return (
    <Card
      title={words("title", { count: due.length })}
      actions={<LinkButton href="/store/renewals">{words("all")}</LinkButton>}
      flush
    >
      <ul className="border-line border-t">
        {due.slice(0, MOST_SHOWN).map((renewal) => (
          <RenewalRow key={renewal.serverId} renewal={renewal} />
        ))}
      </ul>
      {due.length > MOST_SHOWN ? (
        <p className="border-line border-t px-4 py-3 text-ink-2">{words("more", { count: due.length - MOST_SHOWN })}</p>
      ) : null}
    </Card>
  );
}
