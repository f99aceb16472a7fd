"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { holdsSomewhere, may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmByName } from "#app/ui/confirm-by-name.tsx";
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
import { AboutPicker, useAboutText } from "./about-picker.tsx";
import { TicketLines } from "./ticket-lines.tsx";
import { isDone, useToldDone } from "./use-told-done.ts";

/** Where each is read. */
const PLACES: Record<TicketAboutKind, (id: string) => string> = {
  server: (id) => `/servers/${id}/console`,
  player: (id) => `/players/${id}`,
  kill: (id) => `/kills/${id}`,
  order: (id) => `/store/orders/${id}`,
};

/** What it is about, leading there for who may go there: one's own player has no page for who sees no players, and who answers need not see what others bought. */
function AboutLink({ ticket: { about, requester } }: { ticket: Ticket }) {
  const trpc = useTRPC();
  const who = useWho();
  const aboutText = useAboutText();
  const asksForPlayer = about?.kind === "player" && !holdsSomewhere(who, "players:read");
  const player = useQuery(
    trpc.players.get.queryOptions({ playerId: about?.id ?? "" }, { enabled: asksForPlayer, retry: false }),
  );
  if (!about) return null;
  const isReachable =
    about.kind === "order"
      ? requester.id === who.userId || may(who, "economy.all:read")
      : !asksForPlayer || player.data !== undefined;
  if (!isReachable) return aboutText(about);
  return (
    <Link href={PLACES[about.kind](about.id)} className="inline-block min-h-6 min-w-6 break-words underline">
      {aboutText(about)}
    </Link>
  );
}

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
  return (
    <Stack>
      <Card title={words("details")}>
        <DescriptionList
          items={[
            {
              label: words("requester"),
              value: may(who, "users:read") ? (
                <Link
                  href={`/settings/users/${requester.id}`}
                  className="inline-block min-h-6 min-w-6 break-words underline"
                >
                  {requester.name}
                </Link>
              ) : (
                requester.name
              ),
            },
            { label: words("opened"), value: <Time at={ticket.createdAt} /> },
            ...(category ? [{ label: words("category"), value: category.name }] : []),
            ...(assignee && !isStaff ? [{ label: words("assignee"), value: assignee.name }] : []),
            ...(about ? [{ label: words(`abouts.${about.kind}`), value: <AboutLink ticket={ticket} /> }] : []),
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
      {isStaff && may(who, "tickets:manage") ? <Removal ticket={ticket} /> : null}
    </Stack>
  );
}

/** The end of it, with all that is in it. */
function Removal({ ticket: { id, number } }: { ticket: Ticket }) {
  const words = useTranslations("tickets.removal");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  return (
    <Card
      title={words("title")}
      description={words("text")}
      actions={
        <ConfirmByName
          title={words("confirmTitle", { number })}
          name={`#${number}`}
          consequences={[words("losesMessages"), words("losesFiles"), words("keepsAudit")]}
          actionLabel={words("title")}
          trigger={<Button tone="danger">{words("remove")}</Button>}
          onConfirm={async () => {
            await client.tickets.remove.mutate({ ticketId: id });
            toast.done(words("removed", { number }));
            router.push("/tickets" as Route);
            await queryClient.invalidateQueries({ queryKey: trpc.tickets.list.pathKey() });
          }}
        />
      }
    />
  );
}

function Changes({ ticket, onChanged }: { ticket: Ticket; onChanged(): Promise<unknown> }) {
  const words = useTranslations("tickets");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const who = useWho();
  const staff = useQuery(trpc.tickets.staff.queryOptions({}));
  const categories = useQuery(trpc.ticketCategories.list.queryOptions({}));
  const told = useToldDone();
  type Changed = Omit<Parameters<typeof client.tickets.update.mutate>[0], "ticketId">;
  async function change(changed: Changed) {
    try {
      await client.tickets.update.mutate({ ticketId: ticket.id, ...changed });
      if (changed.status && changed.status !== ticket.status && isDone(changed.status)) told([ticket], changed.status);
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
        <AboutPicker
          key={ticket.about?.id}
          value={ticket.about}
          ofUserId={ticket.requester.id}
          byStaff
          onChange={(about) => void change({ about: about && { kind: about.kind, id: about.id } })}
        />
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
      <TicketLines tickets={shown} />
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
