"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { shownError, useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Order } from "../schema.ts";
import { Buyer } from "./buyer.tsx";
import { OrderActs } from "./order-acts.tsx";
import { mayBeRefunded, RefundSheet } from "./refund-sheet.tsx";
import { ORDER_TONES } from "./tones.ts";
import { useGives } from "./use-gives.ts";

interface OrderPageProps {
  orderId: string;
  /** Whether the reader sees everybody's orders, this one among them. */
  seesAll: boolean;
  /** What else is known of it. */
  children?: ReactNode;
}

/** One order: what was bought, what it cost and what became of it, for its buyer and for who sees everybody's. */
export function OrderPage({ orderId, seesAll, children }: OrderPageProps) {
  const words = useTranslations("store.ordersPage");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const own = useQuery(trpc.store.order.queryOptions({ orderId }, { enabled: !seesAll }));
  const anybodys = useQuery(trpc.storeOrders.get.queryOptions({ orderId }, { enabled: seesAll }));
  useEvents(["store."], () => {
    for (const part of [trpc.store, trpc.storeOrders]) void queryClient.invalidateQueries({ queryKey: part.pathKey() });
  });
  const { data, error, refetch, isFetching } = seesAll ? anybodys : own;
  if (data) return <Shown order={data}>{children}</Shown>;
  if (error && (shownError(error)?.code === "not_found" || shownError(error)?.code === "invalid_input"))
    return <NothingHere />;
  return error ? (
    <ErrorState title={words("oneFailed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
  ) : (
    <Loading label={words("loading")}>
      <Skeleton height="16rem" />
    </Loading>
  );
}

function Shown({ order, children }: { order: Order; children: ReactNode }) {
  const words = useTranslations("store.ordersPage");
  const coins = useTranslations("store");
  const gives = useGives();
  const who = useWho();
  const [isRefunding, setRefunding] = useState(false);
  const { itemName, quantity, state, paidBy, unitCoins, discountCoins, totalCoins } = order;
  const isOwn = order.userId === who.userId;
  const name = quantity > 1 ? words("quantity", { count: quantity, name: itemName }) : itemName;
  const listHref = !isOwn && may(who, "economy:write") ? "/settings/store?tab=orders" : "/store/orders";
  const mayRefund = may(who, "economy:write") && mayBeRefunded(order);
  const coinsOf = (amount: number) => coins("coins", { coins: amount });
  return (
    <Stack width="form">
      <PageCrumbs crumbs={[{ label: words("title"), href: listHref }, { label: name }]} />
      <PageHeader title={name} aside={<Badge tone={ORDER_TONES[state]}>{words(`states.${state}`)}</Badge>} />
      <Card
        title={words("order")}
        actions={
          <>
            {isOwn ? <OrderActs order={order} /> : null}
            {mayRefund ? (
              <Button size="sm" onClick={() => setRefunding(true)}>
                {coins("manage.order.refund")}
              </Button>
            ) : null}
          </>
        }
      >
        <DescriptionList
          items={[
            ...(isOwn
              ? []
              : [
                  {
                    label: words("buyer"),
                    value: <Buyer userId={order.userId} name={order.userName} />,
                  },
                ]),
            ...(order.gives ? [{ label: words("gives"), value: gives(order.gives, order.label, quantity) }] : []),
            ...(paidBy === "coins"
              ? [
                  ...(quantity > 1 || discountCoins > 0
                    ? [{ label: words("unit"), value: words("times", { count: quantity, coins: unitCoins }) }]
                    : []),
                  ...(discountCoins > 0 ? [{ label: words("discount"), value: coinsOf(discountCoins) }] : []),
                  { label: words("total"), value: coinsOf(totalCoins) },
                ]
              : [{ label: words("total"), value: words("paidWithMoney") }]),
            { label: words("bought"), value: <Time at={order.createdAt} mode="absolute" /> },
            ...(state !== "refunded" && order.refundableUntil
              ? [{ label: words("refundable"), value: <Time at={order.refundableUntil} mode="absolute" /> }]
              : []),
            ...(order.refundedAt
              ? [
                  {
                    label: words("refunded"),
                    value: (
                      <>
                        <Time at={order.refundedAt} mode="absolute" />
                        {order.refundReason ? <span className="block break-words">{order.refundReason}</span> : null}
                      </>
                    ),
                  },
                ]
              : []),
            { label: words("id"), value: <Copyable value={order.id} what={words("id")} /> },
          ]}
        />
      </Card>
      {children}
      {isRefunding ? <RefundSheet order={order} onClose={() => setRefunding(false)} /> : null}
    </Stack>
  );
}
