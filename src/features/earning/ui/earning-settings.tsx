"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { EarningRules } from "../rules.ts";
import type { Way } from "../schema.ts";
import { EarningBlocks } from "./earning-blocks.tsx";
import { EarningReport } from "./earning-report.tsx";
import { guildLines, readGuilds, readRules } from "./read-rules.ts";

const EARNING = { key: "earning" } as const;

/** How members earn, for the owner to set; what it gave, and who may earn nothing. */
export function EarningSettings() {
  const words = useTranslations("earning.settings");
  const trpc = useTRPC();
  const who = useWho();
  const { data, error, refetch, isFetching } = useQuery(trpc.settings.get.queryOptions(EARNING));
  return (
    <Stack width="form">
      <PageHeader title={words("title")} description={words("description")} />
      {may(who, "settings:write") ? null : <Callout>{words("readOnly")}</Callout>}
      {data ? (
        <RulesForm
          key={JSON.stringify(data.value)}
          rules={data.value as EarningRules}
          mayWrite={may(who, "settings:write")}
        />
      ) : error ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <Loading label={words("loading")}>
          <Skeleton height="24rem" />
        </Loading>
      )}
      {may(who, "economy.all:read") ? (
        <>
          <EarningReport />
          <EarningBlocks />
        </>
      ) : null}
    </Stack>
  );
}

function RulesForm({ rules, mayWrite }: { rules: EarningRules; mayWrite: boolean }) {
  const words = useTranslations("earning.settings");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [wrongLine, setWrongLine] = useState<number | null>(null);
  const { daily, idle, playtime, referral, join } = rules;

  async function save(form: FormData) {
    const read = readGuilds(String(form.get("value.join.guilds") ?? ""));
    setWrongLine("wrongLine" in read ? read.wrongLine : null);
    if ("wrongLine" in read) return;
    await client.settings.set.mutate({ ...EARNING, value: readRules(form, rules, read.guilds) as never });
    toast.done(words("saved"));
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.settings.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.earning.pathKey() }),
    ]);
  }
  const number = (path: string, label: string, value: number, unit: string, hint?: string) => (
    <NumberField path={path} label={label} value={value} unit={unit} disabled={!mayWrite} {...(hint && { hint })} />
  );
  const perTime = (way: "idle" | "playtime", { coins, everyMinutes, mostPerDay }: EarningRules["idle"]) => (
    <Stack columns={3}>
      {number(`${way}.coins`, words("fields.perCoins"), coins, words("coins"))}
      {number(`${way}.everyMinutes`, words("fields.everyMinutes"), everyMinutes, words("minutes"))}
      {number(`${way}.mostPerDay`, words("fields.mostPerDay"), mostPerDay, words("coins"))}
    </Stack>
  );
  const way = (name: Way, isOn: boolean, fields: ReactNode) => (
    <WayCard name={name} isOn={isOn} disabled={!mayWrite}>
      {fields}
    </WayCard>
  );
  return (
    <Form label={words("title")} onSubmit={save}>
      <Card title={words("who")}>
        <Stack columns={2}>
          {number("minimumAgeHours", words("fields.minimumAgeHours"), rules.minimumAgeHours, words("hours"))}
          {number(
            "accountsPerAddress",
            words("fields.accountsPerAddress"),
            rules.accountsPerAddress,
            "",
            words("fields.accountsHint"),
          )}
          <Checkbox
            name="value.verifiedEmail"
            label={words("fields.verifiedEmail")}
            defaultChecked={rules.verifiedEmail}
            disabled={!mayWrite}
          />
        </Stack>
      </Card>
      {way(
        "daily",
        daily.isOn,
        <Stack columns={3}>
          {number("daily.coins", words("fields.dailyCoins"), daily.coins, words("coins"))}
          {number("daily.streakCoins", words("fields.streakCoins"), daily.streakCoins, words("coins"))}
          {number("daily.streakDays", words("fields.streakDays"), daily.streakDays, "")}
        </Stack>,
      )}
      {way("idle", idle.isOn, perTime("idle", idle))}
      {way(
        "playtime",
        playtime.isOn,
        <>
          <p className="text-ink-2">{words("playtimeHint")}</p>
          {perTime("playtime", playtime)}
        </>,
      )}
      {way(
        "referral",
        referral.isOn,
        <Stack columns={3}>
          {number("referral.referrerCoins", words("fields.referrerCoins"), referral.referrerCoins, words("coins"))}
          {number("referral.referredCoins", words("fields.referredCoins"), referral.referredCoins, words("coins"))}
          {number("referral.withinDays", words("fields.withinDays"), referral.withinDays, words("days"))}
          {number("referral.afterDays", words("fields.afterDays"), referral.afterDays, words("days"))}
          {number(
            "referral.playedMinutes",
            words("fields.playedMinutes"),
            referral.playedMinutes,
            words("minutes"),
            words("fields.playedHint"),
          )}
          {number("referral.mostPerMember", words("fields.mostPerMember"), referral.mostPerMember, "")}
        </Stack>,
      )}
      {way(
        "join",
        join.isOn,
        <Field
          name="value.join.guilds"
          label={words("fields.guilds")}
          hint={words("fields.guildsHint")}
          {...(wrongLine !== null && { error: words("fields.guildsWrong", { line: wrongLine }) })}
        >
          <Textarea rows={4} defaultValue={guildLines(join.guilds)} spellCheck={false} disabled={!mayWrite} />
        </Field>,
      )}
      {mayWrite ? (
        <div>
          <SubmitButton>{words("save")}</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}

function WayCard({
  name,
  isOn,
  disabled,
  children,
}: {
  name: Way;
  isOn: boolean;
  disabled: boolean;
  children: ReactNode;
}) {
  const words = useTranslations("earning.settings");
  return (
    <Card title={words(`ways.${name}`)}>
      <Stack>
        <Checkbox name={`value.${name}.isOn`} label={words("on")} defaultChecked={isOn} disabled={disabled} />
        {children}
      </Stack>
    </Card>
  );
}

function NumberField({
  path,
  label,
  value,
  unit,
  hint,
  disabled,
}: {
  path: string;
  label: string;
  value: number;
  unit: string;
  hint?: string;
  disabled: boolean;
}) {
  return (
    <Field name={`value.${path}`} label={label} {...(hint && { hint })} required>
      <Input
        type="number"
        inputMode="numeric"
        min={0}
        step={1}
        defaultValue={value}
        unit={unit || undefined}
        disabled={disabled}
      />
    </Field>
  );
}
