"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { TicketLines } from "./ticket-lines.tsx";
import { ticketsAbout } from "./ticket-query.ts";

/** The tickets about a thing that the reader may see; nothing where there is none. */
export function TicketsAbout({ id }: { id: string }) {
  const words = useTranslations("tickets");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.tickets.list.queryOptions(ticketsAbout(id)));
  if (!data?.items.length) return null;
  return (
    <Card title={words("inbox")}>
      <TicketLines tickets={data.items} />
    </Card>
  );
}
