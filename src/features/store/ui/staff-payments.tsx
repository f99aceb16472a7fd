"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CreditCard } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import { PAYMENT_STATES } from "../kinds.ts";
import { moneyText } from "../pricing.ts";
import { Buyer } from "./buyer.tsx";
import { NEEDS_LOOK, paymentListInput, STORE_QUERIES } from "./store-queries.ts";
import { PAYMENT_TONES } from "./tones.ts";

type Payment = Outputs["payments"]["list"]["items"][number];

/** What everybody paid with money, what went wrong with it, and what payments need. */
export function StaffPayments() {
  const words = useTranslations("store.manage");
  const shared = useTranslations("store.ordersPage");
  const trpc = useTRPC();
  const state = useTableQuery("payments", STORE_QUERIES.payments);
  const list = useQuery(
    trpc.payments.list.queryOptions(paymentListInput(state, state.limit), { placeholderData: keepPreviousData }),
  );
  const all = useQuery(trpc.payments.list.queryOptions({ limit: 1 }, { enabled: state.filtered }));
  const columns = useColumns();
  useEvents(["payment."], () => void list.refetch());
  return (
    <>
      <Setup />
      <DataTable
        level={2}
        title={words("payments")}
        columns={columns}
        {...listParts(list)}
        {...(all.data && { all: all.data.total })}
        rowKey={({ id }) => id}
        rowLabel={({ itemName, userName }) => words("order.of", { item: itemName, name: userName })}
        state={state}
        filterPlaceholder={words("payment.search")}
        facets={[
          {
            id: "look",
            label: words("payment.look"),
            options: [{ value: NEEDS_LOOK, label: words("payment.needsLook") }],
          },
          {
            id: "state",
            label: words("order.state"),
            look: "menu",
            options: PAYMENT_STATES.map((value) => ({ value, label: shared(`paymentStates.${value}`) })),
          },
        ]}
        empty={
          <EmptyState icon={<CreditCard aria-hidden />} title={words("payment.empty")}>
            {words("payment.emptyText")}
          </EmptyState>
        }
        errorTitle={words("listFailed")}
      />
    </>
  );
}

function useColumns(): readonly Column<Payment>[] {
  const words = useTranslations("store.manage.payment");
  const order = useTranslations("store.manage.order");
  const store = useTranslations("store");
  const format = useFormatter();
  return useMemo(
    () => [
      {
        id: "item",
        header: order("item"),
        hideable: false,
        card: "title",
        cell: ({ itemName, quantity }) =>
          quantity > 1 ? store("ordersPage.quantity", { count: quantity, name: itemName }) : itemName,
      },
      {
        id: "state",
        header: order("state"),
        card: "status",
        cell: ({ state }) => <Badge tone={PAYMENT_TONES[state]}>{store(`ordersPage.paymentStates.${state}`)}</Badge>,
      },
      {
        id: "buyer",
        header: order("buyer"),
        card: "meta",
        cell: ({ userId, userName }) => <Buyer userId={userId} name={userName} />,
      },
      {
        id: "amount",
        header: words("amount"),
        card: "meta",
        align: "end",
        cell: ({ amountMinor, currency }) => moneyText(amountMinor, currency),
      },
      {
        id: "coins",
        header: words("coins"),
        card: "meta",
        align: "end",
        cell: ({ coins }) => format.number(coins),
      },
      {
        id: "back",
        header: words("back"),
        card: "meta",
        align: "end",
        cell: ({ refundedMinor, currency }) => (refundedMinor > 0 ? moneyText(refundedMinor, currency) : "–"),
      },
      {
        id: "problem",
        header: words("problemColumn"),
        card: "meta",
        cell: ({ problem, missingCoins }) =>
          problem || missingCoins > 0 ? (
            <span className="whitespace-normal text-bad">
              {problem ? words("problem") : words("missingCoins", { coins: missingCoins })}
            </span>
          ) : (
            "–"
          ),
      },
      { id: "at", header: words("at"), card: "meta", cell: ({ createdAt }) => <Time at={createdAt} /> },
      {
        id: "intent",
        header: words("intent"),
        card: "none",
        cell: ({ intentId }) => (intentId ? <Copyable value={intentId} what={words("intent")} /> : "–"),
      },
    ],
    [words, order, store, format],
  );
}

function Setup() {
  const words = useTranslations("store.manage.payment");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.payments.setup.queryOptions({}));
  if (!data) return null;
  const { missing, webhookUrl, notices } = data;
  return (
    <Stack width="form">
      <Card title={words("setup")} description={words("setupText")}>
        <Stack>
          <Callout
            tone={missing.length > 0 ? "warn" : "ok"}
            title={missing.length > 0 ? words("missing", { names: missing.join(", ") }) : words("ready")}
          />
          <DescriptionList
            items={[
              { label: words("webhook"), value: <Copyable value={webhookUrl} what={words("webhook")} wrap /> },
              { label: words("notices"), value: <span className="break-words">{notices.join(", ")}</span> },
            ]}
          />
        </Stack>
      </Card>
    </Stack>
  );
}
