"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Ways } from "../schema.ts";

const TONES = { waiting: "info", paid: "ok", refused: "idle" } as const;

interface ReferralCardProps {
  offer: NonNullable<Ways["referral"]>;
  /** The code of the link by which one came. */
  asked: string | null;
  disabled: boolean;
}

/** One's own code with whom it brought, and the place to say who brought oneself. */
export function ReferralCard({ offer, asked, disabled }: ReferralCardProps) {
  const words = useTranslations("earning.earn.referral");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.earning.referrals.queryOptions({}));
  const [pending, setPending] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.earning.pathKey() });

  async function make() {
    setPending(true);
    try {
      await client.earning.makeReferralCode.mutate({});
      await refresh();
    } catch (error) {
      toast.failed(words("failed"), error);
    } finally {
      setPending(false);
    }
  }
  async function use(form: FormData) {
    const { broughtBy } = await client.earning.useReferralCode.mutate({ code: String(form.get("code") ?? "") });
    toast.done(words("used", { name: broughtBy }));
    await refresh();
  }
  return (
    <Card
      title={words("title")}
      description={words("text", { referrer: offer.referrerCoins, referred: offer.referredCoins })}
    >
      <Stack>
        {data?.code && data.url ? (
          <div className="grid gap-1">
            <Copyable value={data.code} what={words("codeWord")} />
            <Copyable value={data.url} what={words("linkWord")} />
          </div>
        ) : (
          <div>
            <Button pending={pending} disabled={disabled || !data} onClick={() => void make()}>
              {words("make")}
            </Button>
          </div>
        )}
        {data?.broughtBy ? (
          <p className="flex flex-wrap items-center gap-2">
            {words("broughtBy", { name: data.broughtBy.name })}
            <Badge tone={TONES[data.broughtBy.state]}>{words(`states.${data.broughtBy.state}`)}</Badge>
          </p>
        ) : offer.mayUseUntil ? (
          <Form label={words("use")} onSubmit={use}>
            <Field
              name="code"
              label={words("use")}
              hint={words.rich("useHint", { until: () => <Time at={offer.mayUseUntil!} mode="short" /> })}
              required
            >
              <Input mono defaultValue={asked ?? ""} maxLength={40} autoComplete="off" />
            </Field>
            <div>
              <SubmitButton>{words("useButton")}</SubmitButton>
            </div>
          </Form>
        ) : null}
        {data && data.items.length > 0 ? (
          <ul aria-label={words("list")} className="grid gap-1">
            {data.items.map(({ name, at, state }) => (
              <li key={`${name} ${at}`} className="flex flex-wrap items-center gap-2">
                <span className="min-w-0 flex-1 break-words">{name}</span>
                <Time at={at} />
                <Badge tone={TONES[state]}>{words(`states.${state}`)}</Badge>
              </li>
            ))}
          </ul>
        ) : data?.code ? (
          <p className="text-ink-3 text-sm">{words("listNone")}</p>
        ) : null}
      </Stack>
    </Card>
  );
}
