"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { useGives } from "./use-gives.ts";

/** Where a voucher or a gift is redeemed. */
export function RedeemCard() {
  const words = useTranslations("store.redeem");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const gives = useGives();
  const [round, setRound] = useState(0);
  async function redeem(form: FormData) {
    const { coins, things } = await client.coupons.redeem.mutate({ code: String(form.get("code")) });
    const named = things.map((thing) => gives(thing.gives, thing.label, thing.quantity)).join(", ");
    toast.done(coins > 0 ? words("coins", { coins }) : words("things", { things: named }));
    setRound(round + 1);
    await Promise.all([trpc.store, trpc.coins].map((of) => queryClient.invalidateQueries({ queryKey: of.pathKey() })));
  }
  return (
    <Card title={words("title")} description={words("description")}>
      <Form key={round} label={words("title")} onSubmit={redeem}>
        <Field name="code" label={words("code")} required>
          <Input mono maxLength={60} autoComplete="off" spellCheck={false} />
        </Field>
        <div>
          <SubmitButton>{words("submit")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
