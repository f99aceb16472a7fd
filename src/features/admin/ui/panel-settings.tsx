"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { FIGURED_KILLS } from "../figured-kills.ts";
import type { NumberSettingKey, SettingKey } from "../settings.ts";
import { SIGN_UP_POLICIES } from "../sign-up-policies.ts";
import { PanelHealth } from "./panel-health.tsx";

interface ShownSetting {
  key: SettingKey;
  value: unknown;
  default: unknown;
  says: string;
  range: { least: number; most: number } | null;
  changedAt: string | null;
}

/** What an operator changes while the panel runs, each setting by itself, and how the panel is. */
export function PanelSettings() {
  const words = useTranslations("admin.settings");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const who = useWho();
  const { data, error, refetch, isFetching } = useQuery(trpc.settings.list.queryOptions({}));
  useEvents(["setting."], () => void queryClient.invalidateQueries({ queryKey: trpc.settings.list.pathKey() }));
  const mayWrite = may(who, "settings:write");
  return (
    <Stack width="form">
      <PageHeader title={words("title")} />
      {mayWrite ? null : <Callout>{words("readOnly")}</Callout>}
      {data ? (
        // How members earn has a page of its own.
        data.items
          .filter(({ key }) => key !== "earning")
          .map((setting) => <SettingCard key={setting.key} setting={setting} mayWrite={mayWrite} />)
      ) : error ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <Loading label={words("title")}>
          <Skeleton height="10rem" />
          <Skeleton height="8rem" />
        </Loading>
      )}
      <PanelHealth />
    </Stack>
  );
}

function SettingCard({ setting, mayWrite }: { setting: ShownSetting; mayWrite: boolean }) {
  const words = useTranslations("admin.settings");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { key } = setting;

  async function save(form: FormData) {
    await client.settings.set.mutate({ key, value: read(setting, String(form.get("value") ?? "")) });
    toast.done(words("saved", { name: words(`names.${key}`) }));
    await queryClient.invalidateQueries({ queryKey: trpc.settings.list.pathKey() });
  }

  return (
    <Card title={words(`names.${key}`)} description={setting.says}>
      {/* What others change meanwhile is shown; what is being typed is kept until then. */}
      <Form key={JSON.stringify(setting.value)} label={words(`names.${key}`)} onSubmit={save}>
        <SettingField setting={setting} disabled={!mayWrite} />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          {mayWrite ? <SubmitButton>{words("save")}</SubmitButton> : null}
          <span className="text-ink-3 text-sm">
            {setting.changedAt
              ? words.rich("changed", { time: () => <Time at={setting.changedAt!} /> })
              : words("isDefault")}
          </span>
        </div>
      </Form>
    </Card>
  );
}

/** What was typed, as the value that the setting takes. What is no number goes on as it is, for the server to say what is wrong. */
function read({ default: standard }: ShownSetting, text: string): string | number | boolean | string[] {
  if (typeof standard === "number") return /^\d+$/.test(text.trim()) ? Number(text) : text;
  if (typeof standard === "boolean") return text === "true";
  if (Array.isArray(standard)) return text.split(/[\s,]+/).filter(Boolean);
  return text.trim();
}

/** One of the servers that one may see, by name. */
function DefaultServerField({ chosen, disabled }: { chosen: string; disabled: boolean }) {
  const words = useTranslations("admin.settings");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.servers.list.queryOptions({ limit: 100 }));
  const servers = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const unknown =
    chosen === "" || servers.some(({ value }) => value === chosen) ? [] : [{ value: chosen, label: chosen }];
  return (
    <Field name="value" label={words("fields.default-server")}>
      <Select
        key={servers.length}
        defaultValue={chosen}
        disabled={disabled}
        options={[{ value: "", label: words("noDefaultServer") }, ...servers, ...unknown]}
      />
    </Field>
  );
}

const PAYMENT_PROVIDERS = ["off", "stripe"] as const;
const ON_OR_OFF = ["true", "false"] as const;
type RadioOptions = ComponentProps<typeof RadioGroup>["options"];

function SettingField({ setting, disabled }: { setting: ShownSetting; disabled: boolean }): ReactNode {
  const words = useTranslations("admin.settings");
  if (setting.range) {
    return (
      <Field name="value" label={words(`fields.${setting.key as NumberSettingKey}`)} required>
        <Input
          type="number"
          inputMode="numeric"
          min={setting.range.least}
          max={setting.range.most}
          defaultValue={String(setting.value)}
          disabled={disabled}
        />
      </Field>
    );
  }
  switch (setting.key) {
    case "sign-up":
      return (
        <ChoiceField
          label={words("fields.sign-up")}
          chosen={String(setting.value)}
          options={SIGN_UP_POLICIES.map((value) => ({
            value,
            label: words(`signUp.${value}`),
            hint: words(`signUpHints.${value}`),
            disabled,
          }))}
        />
      );
    case "email-verification":
      return (
        <ChoiceField
          label={words("fields.email-verification")}
          chosen={String(setting.value)}
          options={ON_OR_OFF.map((value) => ({
            value,
            label: words(`emailVerification.${value}`),
            hint: words(`emailVerificationHints.${value}`),
            disabled,
          }))}
        />
      );
    case "panel-name":
      return (
        <Field name="value" label={words("fields.panel-name")} required>
          <Input defaultValue={String(setting.value)} maxLength={60} autoComplete="off" disabled={disabled} />
        </Field>
      );
    case "dialects.maid-server":
      return <DefaultServerField chosen={String(setting.value)} disabled={disabled} />;
    case "dialects.heliactyl":
    case "dialects.helpdesk":
    case "dialects.kill-tracker":
    case "dialects.maid":
    case "dialects.stellarstack":
      return (
        <ChoiceField
          label={words("fields.dialects")}
          chosen={String(setting.value)}
          options={ON_OR_OFF.map((value) => ({
            value,
            label: words(`dialect.${value}`),
            hint: words(`dialectHints.${value}`),
            disabled,
          }))}
        />
      );
    case "api-origins":
      return (
        <Field name="value" label={words("fields.api-origins")} hint={words("originsHint")}>
          <Textarea
            rows={3}
            defaultValue={(setting.value as string[]).join("\n")}
            spellCheck={false}
            disabled={disabled}
          />
        </Field>
      );
    case "appeals":
      return (
        <ChoiceField
          label={words("fields.appeals")}
          chosen={String(setting.value)}
          options={ON_OR_OFF.map((value) => ({
            value,
            label: words(`appeals.${value}`),
            hint: words(`appealsHints.${value}`),
            disabled,
          }))}
        />
      );
    case "renewals":
      return (
        <ChoiceField
          label={words("fields.renewals")}
          chosen={String(setting.value)}
          options={ON_OR_OFF.map((value) => ({
            value,
            label: words(`renewals.${value}`),
            hint: words(`renewalsHints.${value}`),
            disabled,
          }))}
        />
      );
    case "public-statistics":
      return (
        <ChoiceField
          label={words("fields.public-statistics")}
          chosen={String(setting.value)}
          options={ON_OR_OFF.map((value) => ({
            value,
            label: words(`publicStatistics.${value}`),
            hint: words(`publicStatisticsHints.${value}`),
            disabled,
          }))}
        />
      );
    case "rsi-profiles":
      return (
        <ChoiceField
          label={words("fields.rsi-profiles")}
          chosen={String(setting.value)}
          options={ON_OR_OFF.map((value) => ({
            value,
            label: words(`rsiProfiles.${value}`),
            hint: words(`rsiProfilesHints.${value}`),
            disabled,
          }))}
        />
      );
    case "public-kills":
      return (
        <ChoiceField
          label={words("fields.public-kills")}
          chosen={String(setting.value)}
          options={ON_OR_OFF.map((value) => ({
            value,
            label: words(`publicKills.${value}`),
            hint: words(`publicKillsHints.${value}`),
            disabled,
          }))}
        />
      );
    case "kill-figures-of":
      return (
        <ChoiceField
          label={words("fields.kill-figures-of")}
          chosen={String(setting.value)}
          options={FIGURED_KILLS.map((value) => ({
            value,
            label: words(`killFigures.${value}`),
            hint: words(`killFiguresHints.${value}`),
            disabled,
          }))}
        />
      );
    case "kill-crashes":
      return (
        <ChoiceField
          label={words("fields.kill-crashes")}
          chosen={String(setting.value)}
          options={ON_OR_OFF.map((value) => ({
            value,
            label: words(`killCrashes.${value}`),
            hint: words(`killCrashesHints.${value}`),
            disabled,
          }))}
        />
      );
    case "earning":
      return null;
    case "time-zone":
      return (
        <Field name="value" label={words("fields.time-zone")} hint={words("timeZoneHint")} required>
          <Input defaultValue={String(setting.value)} maxLength={64} autoComplete="off" disabled={disabled} />
        </Field>
      );
    case "store":
    case "coin-gifts":
      return (
        <ChoiceField
          label={words(`fields.${setting.key}`)}
          chosen={String(setting.value)}
          options={ON_OR_OFF.map((value) => ({
            value,
            label: words(`storeSwitch.${value}`),
            hint: words(`storeHints.${setting.key as "store" | "coin-gifts"}.${value}`),
            disabled,
          }))}
        />
      );
    case "payments":
      return (
        <ChoiceField
          label={words("fields.payments")}
          chosen={String(setting.value)}
          options={PAYMENT_PROVIDERS.map((value) => ({
            value,
            label: words(`payments.${value}`),
            hint: words(`paymentsHints.${value}`),
            disabled,
          }))}
        />
      );
    case "status-page":
      return (
        <ChoiceField
          label={words("fields.status-page")}
          chosen={String(setting.value)}
          options={ON_OR_OFF.map((value) => ({
            value,
            label: words(`statusPage.${value}`),
            hint: words(`statusPageHints.${value}`),
            disabled,
          }))}
        />
      );
  }
}

/** One of a few, each on a card with what it means. */
function ChoiceField({ label, chosen, options }: { label: string; chosen: string; options: RadioOptions }): ReactNode {
  return (
    <Field name="value" kind="group" label={label} required>
      <RadioGroup look="cards" defaultValue={chosen} options={options} />
    </Field>
  );
}
