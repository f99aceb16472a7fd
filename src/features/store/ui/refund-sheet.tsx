"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { FormSheet } from "#app/ui/form-sheet.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Order } from "../schema.ts";
import { useGives } from "./use-gives.ts";

/** What was paid with money is refunded at the payment provider. */
export function mayBeRefunded({ state, paidBy }: Order): boolean {
  return state !== "refunded" && paidBy === "coins";
}

/** Staff's refund of an order, with why. */
export function RefundSheet({ order, onClose }: { order: Order; onClose(): void }) {
  const words = useTranslations("store.manage.order");
  const store = useTranslations("store");
  const gives = useGives();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { id: orderId, userName, itemName, quantity, totalCoins, createdAt } = order;
  async function refund(form: FormData) {
    await client.storeOrders.refund.mutate({
      orderId,
      reason: String(form.get("reason") ?? ""),
      leaves: form.get("leaves") === "on",
    });
    toast.done(words("refunded", { name: userName, coins: totalCoins }));
    await queryClient.invalidateQueries({ queryKey: trpc.storeOrders.pathKey() });
    onClose();
  }
  return (
    <FormSheet
      title={words("refundTitle", { name: userName })}
      lead={
        <DescriptionList
          items={[
            {
              label: words("item"),
              value: quantity > 1 ? store("ordersPage.quantity", { count: quantity, name: itemName }) : itemName,
            },
            ...(order.gives ? [{ label: words("gives"), value: gives(order.gives, order.label, quantity) }] : []),
            { label: words("at"), value: <Time at={createdAt} mode="short" /> },
            { label: words("comesBack"), value: store("coins", { coins: totalCoins }) },
          ]}
        />
      }
      submit={words("refundCoins", { coins: totalCoins })}
      tone="dangerSolid"
      onSubmit={refund}
      onClose={onClose}
    >
      <Field name="reason" label={words("reason")} hint={words("reasonHint")} required>
        <Input maxLength={300} autoComplete="off" autoFocus />
      </Field>
      <Checkbox name="leaves" label={words("leaves")} hint={words("leavesHint")} />
    </FormSheet>
  );
}
