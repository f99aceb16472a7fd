"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { DialogClose } from "#app/ui/dialog.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Stack } from "#app/ui/stack.tsx";
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
  const formId = useId();
  const [pending, setPending] = useState(false);
  const { id: orderId, userName, itemName, quantity, totalCoins, createdAt } = order;
  async function refund(form: FormData) {
    setPending(true);
    try {
      await client.storeOrders.refund.mutate({
        orderId,
        reason: String(form.get("reason") ?? ""),
        leaves: form.get("leaves") === "on",
      });
    } finally {
      setPending(false);
    }
    toast.done(words("refunded", { name: userName, coins: totalCoins }));
    await queryClient.invalidateQueries({ queryKey: trpc.storeOrders.pathKey() });
    onClose();
  }
  return (
    <Sheet
      open
      onOpenChange={(open) => open || pending || onClose()}
      title={words("refundTitle", { name: userName })}
      footer={
        <>
          <DialogClose>
            <Button>{words("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} tone="dangerSolid" pending={pending}>
            {words("refundCoins", { coins: totalCoins })}
          </Button>
        </>
      }
    >
      <Stack>
        <DescriptionList
          items={[
            {
              label: words("item"),
              value: quantity > 1 ? store("ordersPage.quantity", { count: quantity, name: itemName }) : itemName,
            },
            ...(order.gives ? [{ label: words("gives"), value: gives(order.gives, order.label, quantity) }] : []),
            { label: words("at"), value: <Time at={createdAt} mode="absolute" /> },
            { label: words("comesBack"), value: store("coins", { coins: totalCoins }) },
          ]}
        />
        <Form id={formId} label={words("refund")} onSubmit={refund}>
          <Field name="reason" label={words("reason")} hint={words("reasonHint")} required>
            <Input maxLength={300} autoComplete="off" autoFocus />
          </Field>
          <Checkbox name="leaves" label={words("leaves")} hint={words("leavesHint")} />
        </Form>
      </Stack>
    </Sheet>
  );
}
