"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Gift } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { newId } from "#app/lib/id.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { toast } from "#app/ui/toast/toast.ts";

/** The button and the form that give coins to another member. */
export function GiveCoins() {
  const words = useTranslations("store.gift");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [key, setKey] = useState(() => newId("cgf"));
  const { data: limits } = useQuery(trpc.gifts.limits.queryOptions({}));
  async function give(form: FormData) {
    const { to, coins } = await client.gifts.give.mutate({
      to: String(form.get("to")),
      coins: Number(form.get("coins")),
      message: String(form.get("message") ?? ""),
      key,
    });
    setKey(newId("cgf"));
    toast.done(words("done", { name: to.name, coins }));
    await Promise.all([trpc.gifts, trpc.coins].map((of) => queryClient.invalidateQueries({ queryKey: of.pathKey() })));
    return null;
  }
  return (
    <CreateDialog
      label={words("open")}
      icon={<Gift />}
      tone="neutral"
      title={words("title")}
      submit={words("submit")}
      onSubmit={give}
    >
      {limits?.problem ? <Callout tone="warn" title={limits.problem} /> : null}
      <Field name="to" label={words("to")} hint={words("toHint")} required>
        <Input maxLength={200} autoComplete="off" autoFocus />
      </Field>
      <Field
        name="coins"
        label={words("coins")}
        hint={limits ? words("left", { left: limits.left }) : undefined}
        required
      >
        <Input type="number" inputMode="numeric" min={1} step={1} />
      </Field>
      <Field name="message" label={words("message")}>
        <Input maxLength={200} autoComplete="off" />
      </Field>
    </CreateDialog>
  );
}
