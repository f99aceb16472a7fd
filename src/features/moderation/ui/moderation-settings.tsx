"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import {
  FOLLOWING_KINDS,
  PUNISHMENT_KINDS,
  PUNISHMENT_SCOPES,
  type PunishmentKind,
  type PunishmentScope,
} from "../punishments.ts";
import { MAX_REASON } from "../rules.ts";
import type { EscalationRule, ReasonTemplate } from "../schema.ts";
import { VouchingCard } from "./vouching-card.tsx";

/** The reasons that are offered, and what follows from what. */
export function ModerationSettings() {
  const words = useTranslations("moderation.settings");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const who = useWho();
  const mayWrite = may(who, "moderation:write");
  const mayReadSettings = may(who, "settings:read");
  const templates = useQuery(trpc.reasonTemplates.list.queryOptions({}));
  const rules = useQuery(trpc.escalations.list.queryOptions({}));
  const error = templates.error ?? rules.error;

  async function act(work: () => Promise<unknown>, done: string) {
    try {
      await work();
      toast.done(done);
    } catch (problem) {
      toast.failed(words("failed"), problem);
    }
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.reasonTemplates.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.escalations.pathKey() }),
    ]);
  }
  if (error)
    return (
      <ErrorState
        title={words("loadFailed")}
        error={error}
        onRetry={() => void Promise.all([templates.refetch(), rules.refetch()])}
      />
    );
  return (
    <Stack width="form">
      <PageHeader title={words("title")} />
      <Reasons items={templates.data?.items ?? []} mayWrite={mayWrite} act={act} />
      <Rules items={rules.data?.items ?? []} mayWrite={mayWrite} act={act} />
      {mayReadSettings ? <VouchingCard /> : null}
    </Stack>
  );
}

interface PartProps<T> {
  items: readonly T[];
  mayWrite: boolean;
  act(work: () => Promise<unknown>, done: string): Promise<void>;
}

function Reasons({ items, mayWrite, act }: PartProps<ReasonTemplate>) {
  const words = useTranslations("moderation.settings");
  const kinds = useTranslations("moderation.kinds");
  const moderation = useTranslations("moderation");
  const client = useTRPCClient();
  return (
    <Card
      title={words("reasons")}
      description={words("reasonsText")}
      actions={
        mayWrite ? (
          <CreateDialog
            label={words("addReason")}
            icon={<Plus />}
            title={words("addReason")}
            submit={words("addReason")}
            onSubmit={async (form) => {
              await client.reasonTemplates.create.mutate({
                name: String(form.get("name")),
                reason: String(form.get("reason")),
                kinds: PUNISHMENT_KINDS.filter((kind) => form.get(`kind-${kind}`) === "on"),
                durationMin: form.get("durationMin") ? Number(form.get("durationMin")) : null,
              });
              await act(async () => {}, words("saved"));
              return null;
            }}
          >
            <Field name="name" label={words("name")} required>
              <Input maxLength={60} autoComplete="off" autoFocus />
            </Field>
            <Field name="reason" label={words("reason")} required>
              <Input maxLength={MAX_REASON} autoComplete="off" />
            </Field>
            <Field name="kinds" kind="group" label={words("kinds")} required>
              <div className="grid gap-1.5">
                {PUNISHMENT_KINDS.map((kind) => (
                  <Checkbox key={kind} name={`kind-${kind}`} label={kinds(kind)} defaultChecked={kind === "ban"} />
                ))}
              </div>
            </Field>
            <Field name="durationMin" label={words("duration")}>
              <Input type="number" inputMode="numeric" min={1} />
            </Field>
          </CreateDialog>
        ) : null
      }
    >
      {items.length === 0 ? <p className="text-ink-2">{words("noReasons")}</p> : null}
      <ul className="grid gap-2">
        {items.map((template) => (
          <li key={template.id} className="flex min-w-0 flex-wrap items-center gap-2 border-line border-t pt-2">
            <span className="grid min-w-0 flex-1 basis-48">
              <span className="break-words font-medium">{template.name}</span>
              <span className="break-words text-ink-2 text-sm">{template.reason}</span>
            </span>
            <span className="text-ink-2 text-sm">
              {template.kinds.map((kind) => kinds(kind)).join(", ")} ·{" "}
              {template.durationMin === null
                ? moderation("forever")
                : words("minutes", { minutes: template.durationMin })}
            </span>
            {mayWrite ? (
              <Button
                size="sm"
                aria-label={`${words("remove")}: ${template.name}`}
                onClick={() =>
                  void act(() => client.reasonTemplates.remove.mutate({ templateId: template.id }), words("removed"))
                }
              >
                {words("remove")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Rules({ items, mayWrite, act }: PartProps<EscalationRule>) {
  const words = useTranslations("moderation.settings");
  const moderation = useTranslations("moderation");
  const client = useTRPCClient();
  return (
    <Card
      title={words("rules")}
      description={words("rulesText")}
      actions={
        mayWrite ? (
          <CreateDialog
            label={words("addRule")}
            icon={<Plus />}
            title={words("addRule")}
            submit={words("addRule")}
            onSubmit={async (form) => {
              await client.escalations.create.mutate({
                counted: String(form.get("counted")) as PunishmentKind,
                count: Number(form.get("count")),
                withinDays: Number(form.get("withinDays")),
                act: String(form.get("act")) as (typeof FOLLOWING_KINDS)[number],
                durationMin: form.get("durationMin") ? Number(form.get("durationMin")) : null,
                scope: String(form.get("scope")) as PunishmentScope,
                reason: String(form.get("reason")),
              });
              await act(async () => {}, words("saved"));
              return null;
            }}
          >
            <Field name="count" label={words("count")} required>
              <Input type="number" inputMode="numeric" min={1} max={100} defaultValue={3} autoFocus />
            </Field>
            <Field name="counted" label={words("counted")} required>
              <Select
                defaultValue="warn"
                options={PUNISHMENT_KINDS.map((value) => ({ value, label: moderation(`kinds.${value}`) }))}
              />
            </Field>
            <Field name="withinDays" label={words("within")} required>
              <Input type="number" inputMode="numeric" min={1} max={3650} defaultValue={7} />
            </Field>
            <Field name="act" label={words("act")} required>
              <Select
                defaultValue="ban"
                options={FOLLOWING_KINDS.map((value) => ({ value, label: moderation(`kinds.${value}`) }))}
              />
            </Field>
            <Field name="durationMin" label={words("duration")}>
              <Input type="number" inputMode="numeric" min={1} defaultValue={1440} />
            </Field>
            <Field name="scope" label={words("scope")} required>
              <Select
                defaultValue="server"
                options={PUNISHMENT_SCOPES.map((value) => ({ value, label: moderation(`scopes.${value}`) }))}
              />
            </Field>
            <Field name="reason" label={words("reason")} required>
              <Input maxLength={MAX_REASON} autoComplete="off" />
            </Field>
          </CreateDialog>
        ) : null
      }
    >
      {items.length === 0 ? <p className="text-ink-2">{words("noRules")}</p> : null}
      <ul className="grid gap-2">
        {items.map((rule) => {
          const line = words("ruleLine", {
            count: rule.count,
            counted: moderation(`kinds.${rule.counted}`),
            days: rule.withinDays,
            act: moderation(`kinds.${rule.act}`),
            duration:
              rule.durationMin === null ? moderation("forever") : words("minutes", { minutes: rule.durationMin }),
          });
          return (
            <li key={rule.id} className="flex min-w-0 flex-wrap items-center gap-2 border-line border-t pt-2">
              <span className="grid min-w-0 flex-1 basis-48">
                <span className="break-words font-medium">{line}</span>
                <span className="break-words text-ink-2 text-sm">{rule.reason}</span>
              </span>
              <Badge tone={rule.enabled ? "ok" : "idle"}>{words(rule.enabled ? "on" : "off")}</Badge>
              {mayWrite ? (
                <>
                  <Button
                    size="sm"
                    aria-label={`${words(rule.enabled ? "switchOff" : "switchOn")}: ${line}`}
                    onClick={() =>
                      void act(
                        () => client.escalations.update.mutate({ ruleId: rule.id, enabled: !rule.enabled }),
                        words("saved"),
                      )
                    }
                  >
                    {words(rule.enabled ? "switchOff" : "switchOn")}
                  </Button>
                  <Button
                    size="sm"
                    aria-label={`${words("remove")}: ${line}`}
                    onClick={() =>
                      void act(() => client.escalations.remove.mutate({ ruleId: rule.id }), words("removed"))
                    }
                  >
                    {words("remove")}
                  </Button>
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
