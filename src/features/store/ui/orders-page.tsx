"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { CreditCard, Gift, ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { Time } from "#app/ui/time.tsx";
import { moneyText } from "../pricing.ts";
import type { Order } from "../schema.ts";
import { LIST_PAGE, ListCard, usePage } from "./list-card.tsx";
import { OrderActs } from "./order-acts.tsx";
import { ORDER_TONES, PAYMENT_TONES } from "./tones.ts";
import { useGives } from "./use-gives.ts";

export type OrdersTab = "purchases" | "gifts" | "payments";

/** What somebody bought, gave and was given, and paid with money. */
export function OrdersPage({ tab, hasPaid }: { tab: OrdersTab; hasPaid: boolean }) {
  const words = useTranslations("store.ordersPage");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  useEvents(["store.", "payment."], () => {
    for (const part of [trpc.store, trpc.gifts, trpc.payments])
      void queryClient.invalidateQueries({ queryKey: part.pathKey() });
  });
  return (
    <Stack>
      <PageHeader title={words("title")} description={words("description")} />
      <Tabs
        label={words("tabs")}
        current={tab === "purchases" ? "/store/orders" : `/store/orders?tab=${tab}`}
        tabs={[
          { href: "/store/orders", label: words("purchases") },
          { href: "/store/orders?tab=gifts", label: words("gifts") },
          { href: "/store/orders?tab=payments", label: words("payments") },
        ]}
      />
      {hasPaid ? <Callout title={words("thanks")}>{words("thanksText")}</Callout> : null}
      {tab === "purchases" ? <Purchases /> : tab === "gifts" ? <Gifts /> : <Payments />}
    </Stack>
  );
}

function Purchases() {
  const words = useTranslations("store.ordersPage");
  const trpc = useTRPC();
  const { page, setPage } = usePage();
  const query = useQuery(
    trpc.store.orders.queryOptions({ page, limit: LIST_PAGE }, { placeholderData: keepPreviousData }),
  );
  return (
    <ListCard
      title={words("purchases")}
      query={query}
      page={page}
      onPage={setPage}
      errorTitle={words("failed")}
      empty={
        <EmptyState
          icon={<ReceiptText aria-hidden />}
          title={words("empty")}
          action={<LinkButton href="/store">{words("toStore")}</LinkButton>}
        >
          {words("emptyText")}
        </EmptyState>
      }
    >
      {(order) => <OrderRow key={order.id} order={order} />}
    </ListCard>
  );
}

function OrderRow({ order }: { order: Order }) {
  const words = useTranslations("store.ordersPage");
  const coins = useTranslations("store");
  const gives = useGives();
  const { state, itemName, quantity, totalCoins, createdAt, paidBy } = order;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <Link
          href={`/store/orders/${order.id}`}
          className="inline-block min-h-6 max-w-full break-words font-medium hover:underline"
        >
          {quantity > 1 ? words("quantity", { count: quantity, name: itemName }) : itemName}
        </Link>
        <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
          <Badge tone={ORDER_TONES[state]}>{words(`states.${state}`)}</Badge>
          {order.gives ? <span>{gives(order.gives, order.label, quantity)}</span> : null}
          {paidBy === "coins" ? <span>{coins("coins", { coins: totalCoins })}</span> : null}
          <Time at={createdAt} />
        </p>
        {order.refundedAt ? (
          <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
            <span>{words("refunded")}</span>
            <Time at={order.refundedAt} />
            {order.refundReason ? <span className="min-w-0 break-words">{order.refundReason}</span> : null}
          </p>
        ) : null}
      </div>
      <OrderActs order={order} />
    </li>
  );
}

function Gifts() {
  const words = useTranslations("store.ordersPage");
  const coins = useTranslations("store");
  const trpc = useTRPC();
  const { page, setPage } = usePage();
  const query = useQuery(
    trpc.gifts.list.queryOptions({ page, limit: LIST_PAGE }, { placeholderData: keepPreviousData }),
  );
  return (
    <ListCard
      title={words("gifts")}
      query={query}
      page={page}
      onPage={setPage}
      errorTitle={words("failed")}
      empty={
        <EmptyState icon={<Gift aria-hidden />} title={words("emptyGifts")}>
          {words("emptyGiftsText")}
        </EmptyState>
      }
    >
      {(gift) => (
        <li key={gift.id} className="min-w-0 border-line border-b px-4 py-2.5 last:border-b-0">
          <p className="break-words font-medium">{words(gift.direction, { name: gift.name || words("nobody") })}</p>
          <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
            <span>{coins("coins", { coins: gift.coins })}</span>
            {gift.message ? <span className="min-w-0 break-words">{gift.message}</span> : null}
            <Time at={gift.createdAt} />
          </p>
        </li>
      )}
    </ListCard>
  );
}

function Payments() {
  const words = useTranslations("store.ordersPage");
  const coins = useTranslations("store");
  const trpc = useTRPC();
  const { page, setPage } = usePage();
  const query = useQuery(
    trpc.payments.mine.queryOptions({ page, limit: LIST_PAGE }, { placeholderData: keepPreviousData }),
  );
  return (
    <ListCard
      title={words("payments")}
      query={query}
      page={page}
      onPage={setPage}
      errorTitle={words("failed")}
      empty={
        <EmptyState icon={<CreditCard aria-hidden />} title={words("emptyPayments")}>
          {words("emptyPaymentsText")}
        </EmptyState>
      }
    >
      {(payment) => (
        <li key={payment.id} className="min-w-0 border-line border-b px-4 py-2.5 last:border-b-0">
          <p className="break-words font-medium">
            {payment.quantity > 1
              ? words("quantity", { count: payment.quantity, name: payment.itemName })
              : payment.itemName}
          </p>
          <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
            <Badge tone={PAYMENT_TONES[payment.state]}>{words(`paymentStates.${payment.state}`)}</Badge>
            <span>{moneyText(payment.amountMinor, payment.currency)}</span>
            <span>{coins("coins", { coins: payment.coins })}</span>
            <Time at={payment.createdAt} />
          </p>
        </li>
      )}
    </ListCard>
  );
}
