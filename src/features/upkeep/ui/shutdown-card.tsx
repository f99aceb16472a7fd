"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { TimerOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { holdsSomewhere } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Shutdown } from "../schema.ts";
import { CancelShutdown } from "./cancel-shutdown.tsx";
import { FIRST, SERVERS } from "./upkeep-query.ts";

const TONES = { scheduled: "warn", done: "ok", cancelled: "idle", missed: "warn", failed: "bad" } as const;

/** The servers that are to end, and those that have. */
export function ShutdownCard() {
  const words = useTranslations("upkeep");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const who = useWho();
  const { data, error, refetch } = useQuery(trpc.shutdowns.list.queryOptions(FIRST));
  useEvents(["server.shutdown_"], () => void queryClient.invalidateQueries({ queryKey: trpc.shutdowns.pathKey() }));
  const mayPlan = holdsSomewhere(who, "servers:power");
  return (
    <Card title={words("shutdowns.title")} actions={mayPlan ? <PlanShutdown /> : null} flush>
      {error ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading label={words("shutdowns.title")}>
          <Skeleton height="6rem" />
        </Loading>
      ) : data.items.length === 0 ? (
        <EmptyState icon={<TimerOff aria-hidden />} title={words("shutdowns.empty")}>
          {words("shutdowns.emptyText")}
        </EmptyState>
      ) : (
        <ul className="border-line border-t">
          {data.items.map((shutdown) => (
            <ShutdownRow key={shutdown.id} shutdown={shutdown} mayCancel={mayPlan} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function ShutdownRow({ shutdown, mayCancel }: { shutdown: Shutdown; mayCancel: boolean }) {
  const words = useTranslations("upkeep.shutdowns");
  const { serverName: name, state, restarts, reason, dueAt, createdBy, told } = shutdown;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="break-words font-medium">{words(restarts ? "restartsLine" : "stops", { name })}</p>
        {reason ? <p className="break-words">{reason}</p> : null}
        <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
          <Badge tone={TONES[state]}>{words(`states.${state}`)}</Badge>
          <Time at={dueAt} />
          <span>{words("by", { name: createdBy })}</span>
          {told.length > 0 ? <span>{words("told", { count: told.length })}</span> : null}
        </p>
      </div>
      {state === "scheduled" && mayCancel ? <CancelShutdown shutdown={shutdown} /> : null}
    </li>
  );
}

function PlanShutdown() {
  const words = useTranslations("upkeep.shutdowns");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.servers.list.queryOptions(SERVERS));
  const servers = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));

  async function plan(form: FormData) {
    const reason = String(form.get("reason") ?? "").trim();
    const { serverName } = await client.shutdowns.schedule.mutate({
      serverId: String(form.get("serverId") ?? ""),
      delaySeconds: Math.round(Number(form.get("minutes")) * 60),
      restarts: form.get("restarts") === "on",
      ...(reason !== "" && { reason }),
    });
    toast.done(words("planned", { name: serverName }));
    await queryClient.invalidateQueries({ queryKey: trpc.shutdowns.pathKey() });
    return null;
  }
  return (
    <CreateDialog
      label={words("create")}
      icon={<TimerOff />}
      title={words("create")}
      submit={words("plan")}
      onSubmit={plan}
    >
      <Field name="serverId" label={words("server")} required>
        <Select placeholder={words("pick")} options={servers} />
      </Field>
      <Field name="minutes" label={words("delay")} required>
        <Input type="number" min={0} max={1440} step="any" defaultValue={5} inputMode="decimal" />
      </Field>
      <Field name="reason" label={words("reason")} hint={words("reasonHint")}>
        <Input maxLength={500} autoComplete="off" />
      </Field>
      <Checkbox name="restarts" label={words("restarts")} />
    </CreateDialog>
  );
}
