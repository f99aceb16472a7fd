"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Order } from "../schema.ts";

/** Staff's refund of an order, with why. */
export function RefundSheet({ order, onClose }: { order: Order; onClose(): void }) {
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
