"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Order } from "../schema.ts";
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
                <p className="break-words font-medium">
                  {order.quantity > 1
                    ? shared("ordersPage.quantity", { count: order.quantity, name: order.itemName })
                    : order.itemName}
                </p>
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

function RefundSheet({ order, onClose }: { order: Order; onClose(): void }) {
  const words = useTranslations("store.manage.order");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  async function refund(form: FormData) {
    await client.storeOrders.refund.mutate({
      orderId: order.id,
      reason: String(form.get("reason") ?? ""),
      leaves: form.get("leaves") === "on",
    });
    toast.done(words("refunded"));
    await queryClient.invalidateQueries({ queryKey: trpc.storeOrders.pathKey() });
    onClose();
  }
  return (
    <Sheet open onOpenChange={(open) => open || onClose()} title={words("refundTitle", { name: order.userName })}>
      <Form label={words("refund")} onSubmit={refund}>
        <Field name="reason" label={words("reason")} hint={words("reasonHint")} required>
          <Input maxLength={300} autoComplete="off" autoFocus />
        </Field>
        <Checkbox name="leaves" label={words("leaves")} hint={words("leavesHint")} />
        <div>
          <SubmitButton>{words("refund")}</SubmitButton>
        </div>
      </Form>
    </Sheet>
  );
}
