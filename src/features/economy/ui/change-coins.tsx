"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { MAX_COINS } from "../max-coins.ts";
import type { Balance } from "../schema.ts";

const ACTS = ["give", "take", "set"] as const;
type Act = (typeof ACTS)[number];

/** The balance that comes of it; null: nothing that can be done. */
export function balanceAfter(balance: Balance, act: Act, amount: number): number | null {
  if (!Number.isSafeInteger(amount) || amount < (act === "set" ? 0 : 1)) return null;
  const paid = act === "give" ? Math.min(balance.owed, balance.available + amount) : 0;
  const after = act === "set" ? amount : balance.balance + (act === "give" ? amount : -amount) - paid;
  return after < balance.held || after > MAX_COINS ? null : after;
}

/** Giving, taking and setting a member's coins: with a reason, and with what it makes of the balance before it is done. */
export function ChangeCoins({ userId, name, balance }: { userId: string; name: string; balance: Balance }) {
  const words = useTranslations("economy.coins");
  const format = useFormatter();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [act, setAct] = useState<Act>("give");
  const [typed, setTyped] = useState("");
  const [done, setDone] = useState(0);
  const amount = /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  const after = balanceAfter(balance, act, amount);

  async function change(form: FormData) {
    const reason = String(form.get("reason") ?? "").trim();
    const asked = { userId, reason };
    const changed =
      act === "set"
        ? // Refused where somebody else changed it since it was shown.
          await client.coins.set.mutate({ ...asked, balance: amount, expected: balance.balance })
        : await client.coins[act === "give" ? "add" : "take"].mutate({ ...asked, amount });
    toast.done(words("done", { name, before: changed.before, after: changed.balance }));
    setTyped("");
    setDone(done + 1);
    await queryClient.invalidateQueries({ queryKey: trpc.coins.pathKey() });
  }
  return (
    <Card title={words("change")} description={words("changeText")}>
      <Form key={done} label={words("change")} onSubmit={change}>
        <Field name="act" label={words("act")} required>
          <Select
            value={act}
            onChange={(event) => setAct(event.target.value as Act)}
            options={ACTS.map((value) => ({ value, label: words(value) }))}
          />
        </Field>
        <Field
          name={act === "set" ? "balance" : "amount"}
          label={words(act === "set" ? "newBalance" : "amount")}
          {...(act === "take" && { hint: words("tooMany", { available: balance.available }) })}
          {...(act === "give" && balance.owed > 0 && { hint: words("owedForStaff", { owed: balance.owed }) })}
          required
        >
          <Input
            type="number"
            inputMode="numeric"
            min={act === "set" ? 0 : 1}
            max={MAX_COINS}
            step={1}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
        <Field name="reason" label={words("reason")} required>
          <Input maxLength={500} autoComplete="off" />
        </Field>
        <div aria-live="polite">
          <DescriptionList
            items={[
              { label: words("now"), value: format.number(balance.balance) },
              { label: words("after"), value: after === null ? words("none") : format.number(after) },
            ]}
          />
        </div>
        <div>
          <SubmitButton disabled={after === null}>{words(act)}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
