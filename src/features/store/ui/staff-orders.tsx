"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Link } from "#app/ui/link.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Order } from "../schema.ts";
import { RefundSheet } from "./refund-sheet.tsx";
import { ORDER_TONES } from "./tones.ts";

const FIRST = 20;
const MOST = 100;

/** What everybody bought, and refunds. `asked` is searched for at first. */
export function StaffOrders({ asked }: { asked: string }) {
  const words = useTranslations("store.manage");
  const shared = useTranslations("store");
  const trpc = useTRPC();
  const [limit, setLimit] = useState(FIRST);
  const [refunded, setRefunded] = useState<Order | null>(null);
  const [typed, setTyped] = useState(asked);
  const q = useDeferredValue(typed.trim());
  const { data, error, refetch } = useQuery(
    trpc.storeOrders.list.queryOptions({ limit, ...(q && { q }) }, { placeholderData: keepPreviousData }),
  );
  useEvents(["store."], () => void refetch());
  return (
    <Card title={words("orders")} flush>
      <div className="px-4 pb-3">
        <Input
          type="search"
          aria-label={words("order.search")}
          placeholder={words("order.search")}
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      {error && !data ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading label={words("orders")}>
          <Skeleton height="8rem" />
        </Loading>
      ) : data.items.length === 0 ? (
        <EmptyState title={q ? words("nothingFound") : words("order.empty")} />
      ) : (
        <ul className="border-line border-t">
          {data.items.map((order) => (
            <li
              key={order.id}
              className="flex flex-wrap items-start gap-x-3 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0"
            >
              <div className="min-w-0 flex-1 basis-56">
                <Link
                  href={`/store/orders/${order.id}`}
                  className="inline-block min-h-6 max-w-full break-words font-medium hover:underline"
                >
                  {order.quantity > 1
                    ? shared("ordersPage.quantity", { count: order.quantity, name: order.itemName })
                    : order.itemName}
                </Link>
                <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
                  <Badge tone={ORDER_TONES[order.state]}>{shared(`ordersPage.states.${order.state}`)}</Badge>
                  <span className="break-words">{order.userName}</span>
                  {order.paidBy === "coins" ? (
                    <span>{shared("coins", { coins: order.totalCoins })}</span>
                  ) : (
                    <span>{words("order.paidWithMoney")}</span>
                  )}
                  <Time at={order.createdAt} />
                </p>
                {order.refundedAt ? (
                  <p className="flex flex-wrap items-center gap-x-2 break-words text-ink-2 text-sm">
                    <span>{words("order.refundedBy", { name: order.refundedBy ?? order.userName })}</span>
                    {order.refundReason ? <span className="min-w-0 break-words">{order.refundReason}</span> : null}
                    <Time at={order.refundedAt} />
                  </p>
                ) : null}
              </div>
              {order.state !== "refunded" && order.paidBy === "coins" ? (
                <Button size="sm" onClick={() => setRefunded(order)}>
                  {words("order.refund")}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {data && data.total > data.items.length && limit < MOST ? (
        <div className="px-4 py-3">
          <Button onClick={() => setLimit(MOST)}>{shared("ordersPage.more")}</Button>
        </div>
      ) : null}
      {refunded ? <RefundSheet order={refunded} onClose={() => setRefunded(null)} /> : null}
    </Card>
  );
}
