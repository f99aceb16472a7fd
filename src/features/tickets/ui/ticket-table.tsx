"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Inbox, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import type { Column, Selection } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Tabs } from "#app/ui/tabs.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Ticket } from "../schema.ts";
import { TICKET_PRIORITIES, type TicketStatus } from "../terms.ts";
import { DueBadge, TicketPriorityBadge, TicketStatusBadge } from "./ticket-badges.tsx";
import {
  MEMBER_VIEWS,
  MOST_AT_ONCE,
  STAFF_VIEWS,
  TICKETS_QUERY,
  type TicketView,
  ticketsInput,
  ticketsOfInput,
  VIEW_PARSERS,
  viewOf,
} from "./ticket-query.ts";
import { isDone, useToldDone } from "./use-told-done.ts";

/** A line of the list: a ticket, or one that was found by words in it. */
interface Line {
  id: string;
  number: number;
  subject: string;
  status: TicketStatus;
  requesterName: string;
  at: string;
  snippet: string | null;
  ticket: Ticket | null;
}

const SEARCH_LIMIT = 50;

/** Staff's inbox, or a member's own tickets; or for staff those of one member, without views and search. */
export function TicketTable({ requesterId }: { requesterId?: string }) {
  const words = useTranslations("tickets");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const isStaff = may(who, "tickets.all:read");
  const mayAnswer = may(who, "tickets:answer");
  const [{ view: named }] = useQueryStates(VIEW_PARSERS);
  const view = viewOf(named, isStaff);
  const table = useTableQuery("tickets", TICKETS_QUERY);
  const ofOne = requesterId !== undefined;
  const state = ofOne ? { ...table, q: "" } : table;
  const input = ofOne ? ticketsOfInput(requesterId, state, state.limit) : ticketsInput(view, state, state.limit);
  const list = useQuery(
    trpc.tickets.list.queryOptions(input, { enabled: !state.q, placeholderData: keepPreviousData }),
  );
  const found = useQuery(
    trpc.tickets.search.queryOptions(
      { q: state.q, limit: SEARCH_LIMIT },
      { enabled: state.q !== "", placeholderData: keepPreviousData },
    ),
  );
  const categories = useQuery(trpc.ticketCategories.list.queryOptions({}));
  const stats = useQuery(trpc.tickets.stats.queryOptions({}, { enabled: isStaff && !ofOne }));
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.tickets.pathKey() });
  useEvents(["ticket."], () => void refresh());
  const columns = useColumns({ isStaff, ofOne, isSearch: state.q !== "" });
  const told = useToldDone();
  const lines = state.q
    ? found.data?.items.map(({ ticketId, ...one }) => ({ ...one, id: ticketId, ticket: null }))
    : list.data?.items.map((ticket) => lineOf(ticket));
  const asked = state.q ? found : list;

  async function change(
    selection: Selection,
    changes: { status?: TicketStatus; assigneeId?: "me" },
    clear: () => void,
  ) {
    try {
      const ids = selection.kind === "rows" ? selection.keys : await allOf();
      let failed = 0;
      const after: Ticket[] = [];
      for (let i = 0; i < ids.length; i += MOST_AT_ONCE) {
        const ticketIds = ids.slice(i, i + MOST_AT_ONCE);
        const answer = await client.tickets.updateMany.mutate({ ticketIds, ...changes });
        failed += answer.failed;
        after.push(...answer.items.flatMap(({ data }) => data ?? []));
      }
      const { status } = changes;
      const newlyDone = after.filter((ticket) => isNewlyDone(ticket));
      if (status && isDone(status) && newlyDone.length > 0) told(newlyDone, status);
      else if (failed === 0) toast.done(words("bulkDone", { count: ids.length }));
      if (failed > 0) toast.note(words("bulkFailed", { count: failed }));
      clear();
    } catch (problem) {
      toast.failed(words("failed"), problem);
    }
    await refresh();
  }
  /** All that match, whatever page they are on. Read first: what is changed may match no more. */
  async function allOf(): Promise<string[]> {
    const ids: string[] = [];
    for (let page = 1; ; page++) {
      const { items, total } = await client.tickets.list.query({ ...input, page, limit: MOST_AT_ONCE });
      ids.push(...items.map(({ id }) => id));
      if (items.length === 0 || ids.length >= total) return ids;
    }
  }

  return (
    <Stack>
      {ofOne ? null : (
        <Tabs
          label={words("views.label")}
          current={state.q ? "" : hrefOf(view, isStaff)}
          tabs={(isStaff ? STAFF_VIEWS : MEMBER_VIEWS).map((each) => ({
            href: hrefOf(each, isStaff),
            label: words(`views.${each}`),
            ...countOf(each, stats.data),
          }))}
        />
      )}
      <DataTable
        title={words(ofOne ? "ofOne" : isStaff ? "inbox" : "own")}
        level={ofOne ? 2 : 1}
        action={
          !ofOne && may(who, "tickets:write") ? (
            <LinkButton href="/tickets/new" tone="primary" icon={<Plus />}>
              {words("new")}
            </LinkButton>
          ) : null
        }
        columns={columns}
        rows={lines}
        {...(state.q ? {} : list.data && { total: list.data.total })}
        error={asked.error ?? undefined}
        errorTitle={words("loadFailed")}
        onRetry={() => void asked.refetch()}
        refetching={asked.isFetching}
        rowKey={({ id }) => id}
        rowLabel={({ number, subject }) => `#${number} ${subject}`}
        state={state}
        {...(!ofOne && { filterPlaceholder: words("search") })}
        facets={
          state.q
            ? []
            : [
                {
                  id: "priority",
                  label: words("priority"),
                  options: TICKET_PRIORITIES.map((value) => ({ value, label: words(`priorities.${value}`) })),
                },
                ...(categories.data?.items.length
                  ? [
                      {
                        id: "category",
                        label: words("category"),
                        look: "menu" as const,
                        options: categories.data.items.map(({ id, name }) => ({ value: id, label: name })),
                      },
                    ]
                  : []),
              ]
        }
        {...(mayAnswer && {
          bulk: (selection: Selection, clear: () => void) => (
            <>
              <Button size="sm" onClick={() => void change(selection, { assigneeId: "me" }, clear)}>
                {words("take")}
              </Button>
              <Button size="sm" onClick={() => void change(selection, { status: "resolved" }, clear)}>
                {words("resolve")}
              </Button>
              <Button size="sm" onClick={() => void change(selection, { status: "closed" }, clear)}>
                {words("close")}
              </Button>
            </>
          ),
        })}
        empty={
          <EmptyState
            icon={<Inbox aria-hidden />}
            title={words(ofOne ? "emptyOfOne" : isStaff ? "emptyStaff" : "emptyOwn")}
          >
            {ofOne ? null : words(isStaff ? "emptyStaffText" : "emptyOwnText")}
          </EmptyState>
        }
      />
    </Stack>
  );
}

function hrefOf(view: TicketView, isStaff: boolean): string {
  return view === viewOf(null, isStaff) ? "/tickets" : `/tickets?view=${view}`;
}

function countOf(view: TicketView, stats: { unassigned: number; waiting: number; late: number } | undefined) {
  if (!stats || (view !== "unassigned" && view !== "waiting" && view !== "late")) return {};
  return { count: stats[view] };
}

/** Whether the last change is what made it so: what was so before is no part of an undo. */
function isNewlyDone({ status, resolvedAt, closedAt, updatedAt }: Ticket): boolean {
  return isDone(status) && (status === "closed" ? closedAt : resolvedAt) === updatedAt;
}

function lineOf(ticket: Ticket): Line {
  const { id, number, subject, status, requester, lastMessageAt } = ticket;
  return { id, number, subject, status, requesterName: requester.name, at: lastMessageAt, snippet: null, ticket };
}

interface ColumnsFor {
  isStaff: boolean;
  /** All of one member, who is not told in each line. */
  ofOne: boolean;
  /** What was found by words says less of each ticket: columns that it would leave empty are not there. */
  isSearch: boolean;
}

function useColumns({ isStaff, ofOne, isSearch }: ColumnsFor): readonly Column<Line>[] {
  const words = useTranslations("tickets");
  return useMemo<readonly Column<Line>[]>(
    () => [
      {
        id: "subject",
        header: words("subject"),
        hideable: false,
        card: "title",
        cell: ({ id, number, subject, snippet }) => (
          <span className="grid min-w-0">
            <Link href={`/tickets/${id}`} className="block max-w-96 truncate font-medium hover:underline">
              #{number} {subject}
            </Link>
            {snippet ? <span className="block max-w-96 truncate text-ink-3 text-sm">{snippet}</span> : null}
          </span>
        ),
      },
      {
        id: "status",
        header: words("status"),
        card: "status",
        cell: ({ status }) => <TicketStatusBadge status={status} />,
      },
      ...(isStaff && !ofOne
        ? [
            {
              id: "requester",
              header: words("requester"),
              card: "meta",
              cell: ({ requesterName }) => <span className="block max-w-48 truncate">{requesterName}</span>,
            } satisfies Column<Line>,
          ]
        : []),
      ...(isStaff && !isSearch
        ? [
            {
              id: "assignee",
              header: words("assignee"),
              card: "none",
              cell: ({ ticket }) => ticket?.assignee?.name ?? "–",
            } satisfies Column<Line>,
            {
              id: "due",
              header: words("due"),
              card: "meta",
              cell: ({ ticket }) => <DueBadge brief due={ticket?.due ?? null} />,
            } satisfies Column<Line>,
          ]
        : []),
      ...(isSearch
        ? []
        : [
            {
              id: "priority",
              header: words("priority"),
              card: isStaff ? "meta" : "none",
              cell: ({ ticket }) => (ticket ? <TicketPriorityBadge priority={ticket.priority} /> : null),
            } satisfies Column<Line>,
          ]),
      { id: "at", header: words("lastMessage"), card: "meta", cell: ({ at }) => <Time at={at} /> },
    ],
    [words, isStaff, ofOne, isSearch],
  );
}
