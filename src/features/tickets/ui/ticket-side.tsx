"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Link } from "#app/ui/link.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Ticket, TicketActivity } from "../schema.ts";
import {
  TICKET_PRIORITIES,
  TICKET_STATUSES,
  type TicketAboutKind,
  type TicketPriority,
  type TicketStatus,
} from "../terms.ts";
import { TicketStatusBadge } from "./ticket-badges.tsx";

/** Where each is read; an order by its buyer alone, and by those who see everybody's. */
const PLACES: Record<TicketAboutKind, (id: string, at: { isOwn: boolean; seesOrders: boolean }) => string | null> = {
  server: (id) => `/servers/${id}/console`,
  player: (id) => `/players/${id}`,
  kill: (id) => `/kills/${id}`,
  order: (id, { isOwn, seesOrders }) =>
    seesOrders ? `/settings/store?tab=orders&q=${encodeURIComponent(id)}` : isOwn ? "/store/orders" : null,
};

/** What is known of a ticket beside its words; staff changes it here. */
export function TicketSide({
  ticket,
  isStaff,
  onChanged,
}: {
  ticket: Ticket;
  isStaff: boolean;
  onChanged(): Promise<unknown>;
}) {
  const words = useTranslations("tickets");
  const who = useWho();
  const { about, category, requester, assignee } = ticket;
  const at = { isOwn: requester.id === who.userId, seesOrders: may(who, "economy:write") };
  const place = about && PLACES[about.kind](about.id, at);
  return (
    <Stack>
      <Card title={words("details")}>
        <DescriptionList
          items={[
            { label: words("requester"), value: requester.name },
            { label: words("opened"), value: <Time at={ticket.createdAt} /> },
            ...(category ? [{ label: words("category"), value: category.name }] : []),
            ...(assignee && !isStaff ? [{ label: words("assignee"), value: assignee.name }] : []),
            ...(about
              ? [
                  {
                    label: words(`abouts.${about.kind}`),
                    value: place ? (
                      <Link href={place} className="break-words underline">
                        {about.label}
                      </Link>
                    ) : (
                      about.label
                    ),
                  },
                ]
              : []),
            ...(ticket.rating === null
              ? []
              : [
                  {
                    label: words("rating"),
                    value: `${ticket.rating}/5${ticket.ratingText ? `: ${ticket.ratingText}` : ""}`,
                  },
                ]),
          ]}
        />
      </Card>
      {may(who, "tickets:answer") ? <Changes ticket={ticket} onChanged={onChanged} /> : null}
      {isStaff ? <Others ticket={ticket} /> : null}
      <ActivityList ticketId={ticket.id} />
    </Stack>
  );
}

function Changes({ ticket, onChanged }: { ticket: Ticket; onChanged(): Promise<unknown> }) {
  const words = useTranslations("tickets");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const who = useWho();
  const staff = useQuery(trpc.tickets.staff.queryOptions({}));
  const categories = useQuery(trpc.ticketCategories.list.queryOptions({}));
  type Changed = Omit<Parameters<typeof client.tickets.update.mutate>[0], "ticketId">;
  async function change(changed: Changed) {
    try {
      await client.tickets.update.mutate({ ticketId: ticket.id, ...changed });
    } catch (problem) {
      toast.failed(words("failed"), problem);
    }
    await onChanged();
  }
  return (
    <Card
      title={words("change")}
      actions={
        ticket.assignee?.id === who.userId ? null : (
          <Button size="sm" onClick={() => void change({ assigneeId: "me" })}>
            {words("take")}
          </Button>
        )
      }
    >
      <Stack>
        <Field name="status" label={words("status")} unmarked>
          <Select
            value={ticket.status}
            onChange={(event) => void change({ status: event.currentTarget.value as TicketStatus })}
            options={TICKET_STATUSES.map((value) => ({ value, label: words(`statuses.${value}`) }))}
          />
        </Field>
        <Field name="priority" label={words("priority")} unmarked>
          <Select
            value={ticket.priority}
            onChange={(event) => void change({ priority: event.currentTarget.value as TicketPriority })}
            options={TICKET_PRIORITIES.map((value) => ({ value, label: words(`priorities.${value}`) }))}
          />
        </Field>
        <Field name="assignee" label={words("assignee")} unmarked>
          <Select
            value={ticket.assignee?.id ?? ""}
            onChange={(event) => void change({ assigneeId: event.currentTarget.value || null })}
            options={[
              { value: "", label: words("nobody") },
              ...withOne(staff.data?.items ?? [], ticket.assignee).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
        <Field name="category" label={words("category")} unmarked>
          <Select
            value={ticket.category?.id ?? ""}
            onChange={(event) => void change({ categoryId: event.currentTarget.value || null })}
            options={[
              { value: "", label: words("noCategory") },
              ...withOne(categories.data?.items ?? [], ticket.category).map(({ id, name }) => ({
                value: id,
                label: name,
              })),
            ]}
          />
        </Field>
      </Stack>
    </Card>
  );
}

/** The choices, with the one that is chosen also where it is none of them any more. */
function withOne<T extends { id: string; name: string }>(
  items: readonly T[],
  one: { id: string; name: string } | null,
) {
  return one && !items.some(({ id }) => id === one.id) ? [one, ...items] : items;
}

/** What else its requester has asked. */
function Others({ ticket }: { ticket: Ticket }) {
  const words = useTranslations("tickets");
  const trpc = useTRPC();
  const others = useQuery(trpc.tickets.list.queryOptions({ requesterId: ticket.requester.id, limit: 6 }));
  const shown = others.data?.items.filter(({ id }) => id !== ticket.id).slice(0, 5) ?? [];
  return (
    <Card title={words("others", { name: ticket.requester.name })}>
      {shown.length === 0 ? <p className="text-ink-2">{words("noOthers")}</p> : null}
      <ul className="grid min-w-0 gap-1.5">
        {shown.map((one) => (
          <li key={one.id} className="flex min-w-0 items-center gap-2">
            <Link href={`/tickets/${one.id}`} className="min-w-0 flex-1 truncate underline">
              #{one.number} {one.subject}
            </Link>
            <TicketStatusBadge status={one.status} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ActivityList({ ticketId }: { ticketId: string }) {
  const words = useTranslations("tickets");
  const trpc = useTRPC();
  const activity = useQuery(trpc.tickets.activity.queryOptions({ ticketId }));
  if (!activity.data || activity.data.items.length === 0) return null;
  return (
    <Card title={words("activity")}>
      <ol className="grid min-w-0 gap-1.5 text-sm">
        {activity.data.items.slice(0, 20).map((line) => (
          <li key={line.id} className="min-w-0 break-words">
            <Line line={line} />{" "}
            <span className="text-ink-3">
              <Time at={line.at} />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Line({ line }: { line: TicketActivity }) {
  const words = useTranslations("tickets");
  const named = (value: string | null) => {
    if (value === null) return words("none");
    if (line.kind === "status") return words(`statuses.${value as TicketStatus}`);
    if (line.kind === "priority") return words(`priorities.${value as TicketPriority}`);
    return line.kind === "late" ? words(`lateOf.${value as "first_answer" | "resolution"}`) : value;
  };
  return words(`lines.${line.kind}`, { by: line.by ?? words("panel"), from: named(line.from), to: named(line.to) });
}
