"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CreditCard, Gift, ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { Time } from "#app/ui/time.tsx";
import { moneyText } from "../pricing.ts";
import type { Order } from "../schema.ts";
import { OrderActs } from "./order-acts.tsx";
import { ORDER_TONES, PAYMENT_TONES } from "./tones.ts";
import { useGives } from "./use-gives.ts";

export type OrdersTab = "purchases" | "gifts" | "payments";
const FIRST = 20;
const MOST = 100;

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
  const [limit, setLimit] = useState(FIRST);
  const { data, error, refetch } = useQuery(trpc.store.orders.queryOptions({ limit }));
  if (error && !data) return <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting label={words("purchases")} />;
  if (data.items.length === 0)
    return (
      <EmptyState
        icon={<ReceiptText aria-hidden />}
        title={words("empty")}
        action={<LinkButton href="/store">{words("toStore")}</LinkButton>}
      >
        {words("emptyText")}
      </EmptyState>
    );
  return (
    <Card title={words("purchases")} flush>
      <ul className="border-line border-t">
        {data.items.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
      {data.total > data.items.length && limit < MOST ? (
        <div className="px-4 py-3">
          <Button onClick={() => setLimit(MOST)}>{words("more")}</Button>
        </div>
      ) : null}
    </Card>
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
      </div>
      <OrderActs order={order} />
    </li>
  );
}

function Gifts() {
  const words = useTranslations("store.ordersPage");
  const coins = useTranslations("store");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.gifts.list.queryOptions({ limit: MOST }));
  if (error && !data) return <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting label={words("gifts")} />;
  if (data.items.length === 0) return <EmptyState icon={<Gift aria-hidden />} title={words("emptyGifts")} />;
  return (
    <Card title={words("gifts")} flush>
      <ul className="border-line border-t">
        {data.items.map((gift) => (
          <li key={gift.id} className="min-w-0 border-line border-b px-4 py-2.5 last:border-b-0">
            <p className="break-words">
              {words(gift.direction, { name: gift.name })}: {coins("coins", { coins: gift.coins })}
            </p>
            <p className="break-words text-ink-2 text-sm">
              {gift.message} <Time at={gift.createdAt} />
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Payments() {
  const words = useTranslations("store.ordersPage");
  const coins = useTranslations("store");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.payments.mine.queryOptions({ limit: MOST }));
  if (error && !data) return <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting label={words("payments")} />;
  if (data.items.length === 0) return <EmptyState icon={<CreditCard aria-hidden />} title={words("emptyPayments")} />;
  return (
    <Card title={words("payments")} flush>
      <ul className="border-line border-t">
        {data.items.map((payment) => (
          <li key={payment.id} className="min-w-0 border-line border-b px-4 py-2.5 last:border-b-0">
            <p className="break-words font-medium">{payment.itemName}</p>
            <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
              <Badge tone={PAYMENT_TONES[payment.state]}>{words(`paymentStates.${payment.state}`)}</Badge>
              <span>{moneyText(payment.amountMinor, payment.currency)}</span>
              <span>{coins("coins", { coins: payment.coins })}</span>
              <Time at={payment.createdAt} />
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Waiting({ label }: { label: string }) {
  return (
    <Loading label={label}>
      <Skeleton height="10rem" />
    </Loading>
  );
}
