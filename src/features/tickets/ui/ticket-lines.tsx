"use client";

import { Link } from "#app/ui/link.tsx";
import type { Ticket } from "../schema.ts";
import { TicketStatusBadge } from "./ticket-badges.tsx";

/** Tickets in a card beside something else: a line each, leading to it. */
export function TicketLines({ tickets }: { tickets: readonly Pick<Ticket, "id" | "number" | "subject" | "status">[] }) {
  return (
    <ul className="grid min-w-0 gap-1.5">
      {tickets.map(({ id, number, subject, status }) => (
        <li key={id} className="flex min-w-0 items-center gap-2">
          <Link href={`/tickets/${id}`} className="min-w-0 flex-1 truncate underline">
            #{number} {subject}
          </Link>
          <TicketStatusBadge status={status} />
        </li>
      ))}
    </ul>
  );
}
