"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import { LoadOlder } from "#app/ui/table/pagination.tsx";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { DELIVERY_STATES } from "../delivery-states.ts";
import type { Delivery } from "../schema.ts";
import { DeliverySheet } from "./delivery-sheet.tsx";
import { DeliveryState } from "./delivery-state.tsx";
import { DELIVERY_PARSERS, deliveriesInput } from "./webhook-query.ts";

/** Of single deliveries no event tells. */
const REFRESH_MS = 3_000;

export interface DeliveryTableProps {
  webhookId: string;
  /** Types to choose from. */
  types: readonly string[];
  mayResend: boolean;
}

/** What was sent to one webhook, newest first, with what became of it. */
export function DeliveryTable({ webhookId, types, mayResend }: DeliveryTableProps) {
  const words = useTranslations("webhooks.deliveries");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const table = useTableQuery("deliveries", { sort: "" });
  const [{ delivery: openId, ...filter }, setAddress] = useQueryStates(DELIVERY_PARSERS, { history: "push" });
  const filtered = filter.status !== null || filter.type !== "";
  const log = useInfiniteQuery(
    trpc.webhooks.deliveries.infiniteQueryOptions(deliveriesInput(webhookId, filter), {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
      // Who reads further back reads in peace.
      refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : REFRESH_MS),
    }),
  );
  const deliveries = log.data?.pages.flatMap((page) => page.items);
  const clear = () => void setAddress({ status: null, type: null });

  async function resend(deliveryId: string) {
    try {
      await client.webhooks.redeliver.mutate({ webhookId, deliveryId });
      toast.done(words("resent"));
      await log.refetch();
    } catch (error) {
      toast.failed(words("notResent"), error);
    }
  }

  const columns = useMemo<readonly Column<Delivery>[]>(
    () => [
      {
        id: "type",
        header: words("columns.type"),
        hideable: false,
        card: "title",
        cell: (delivery) => (
          <button
            type="button"
            className="min-h-6 min-w-6 truncate text-left font-mono text-sm hover:underline"
            onClick={() => void setAddress({ delivery: delivery.id })}
          >
            {delivery.type}
          </button>
        ),
      },
      {
        id: "status",
        header: words("columns.status"),
        card: "status",
        cell: (delivery) => <DeliveryState delivery={delivery} />,
      },
      {
        id: "answer",
        header: words("columns.answer"),
        card: "meta",
        cell: ({ lastStatus, lastError }) => (
          <span className="block max-w-64 truncate font-mono text-sm">{lastStatus ?? lastError ?? "–"}</span>
        ),
      },
      {
        id: "attempts",
        header: words("columns.attempts"),
        align: "end",
        card: "none",
        cell: ({ attempts }) => <span className="tabular-nums">{attempts}</span>,
      },
      { id: "at", header: words("columns.at"), card: "meta", cell: ({ createdAt }) => <Time at={createdAt} /> },
    ],
    [words, setAddress],
  );

  return (
    <Stack>
      <DataTable
        title={words("title")}
        level={2}
        action={
          <div className="flex min-w-0 flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">
            <div className="w-40 min-w-0">
              <Select
                size="sm"
                aria-label={words("status")}
                value={filter.status ?? ""}
                onChange={(event) =>
                  void setAddress({
                    status: DELIVERY_STATES.find((each) => each === event.target.value) ?? null,
                  })
                }
                options={[
                  { value: "", label: words("anyStatus") },
                  ...DELIVERY_STATES.map((value) => ({ value, label: words(`statuses.${value}`) })),
                ]}
              />
            </div>
            <div className="w-52 min-w-0">
              <Select
                size="sm"
                aria-label={words("type")}
                value={filter.type}
                onChange={(event) => void setAddress({ type: event.target.value || null })}
                options={[
                  { value: "", label: words("anyType") },
                  ...[...new Set([...types, "webhook.ping", ...(filter.type ? [filter.type] : [])])].map((value) => ({
                    value,
                    label: value,
                  })),
                ]}
              />
            </div>
          </div>
        }
        columns={columns}
        {...listParts({ ...log, data: deliveries && { items: deliveries } })}
        // It looks again every few seconds by itself; that is no news to show.
        refetching={false}
        rowKey={({ id }) => id}
        rowLabel={({ type, id }) => `${type}, ${id.slice(-6)}`}
        state={{ ...table, filtered, clear }}
        {...(mayResend && {
          rowMenu: (delivery: Delivery) => [
            {
              label: words("resend"),
              disabled: delivery.status === "dropped",
              onSelect: () => void resend(delivery.id),
            },
          ],
        })}
        empty={
          <EmptyState icon={<Inbox aria-hidden />} title={words("empty")}>
            {words("emptyText")}
          </EmptyState>
        }
        errorTitle={words("failed")}
        footer={
          deliveries?.length ? (
            <LoadOlder
              more={log.hasNextPage}
              loading={log.isFetchingNextPage}
              onLoad={() => void log.fetchNextPage()}
            />
          ) : null
        }
      />
      {openId === null ? null : (
        <DeliverySheet
          webhookId={webhookId}
          deliveryId={openId}
          onRedeliver={mayResend ? () => resend(openId) : undefined}
          onClose={() => void setAddress({ delivery: null })}
        />
      )}
    </Stack>
  );
}
