"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { fieldTextOf, momentOf } from "#app/ui/form/local-moment.ts";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";

const never = () => () => {};

/** The owners' switch that closes the panel to everybody else. */
export function MaintenanceCard() {
  const words = useTranslations("upkeep.maintenance");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  // The zone is the browser's, so the first rendering has no time in the field.
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const { data, error, refetch } = useQuery(trpc.maintenance.get.queryOptions({}));
  useEvents(["maintenance."], () => void refetch());

  async function set(isOn: boolean, form?: FormData) {
    const message = String(form?.get("message") ?? "").trim();
    await client.maintenance.set.mutate({
      isOn,
      message: message === "" ? null : message,
      until: (form && momentOf(form, "until")) ?? null,
    });
    toast.done(words(isOn ? "closed" : "opened"));
    await queryClient.invalidateQueries({ queryKey: trpc.maintenance.pathKey() });
  }
  async function open() {
    try {
      await set(false);
    } catch (failure) {
      toast.failed(words("open"), failure);
    }
  }
  return (
    <Card title={words("title")} description={words("description")}>
      {error ? (
        <ErrorState title={words("title")} error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading label={words("title")}>
          <Skeleton height="8rem" />
        </Loading>
      ) : (
        <Form key={JSON.stringify([data, inBrowser])} label={words("title")} onSubmit={(form) => set(true, form)}>
          <p className="text-ink-2">
            {data.isOn && data.startedAt
              ? words.rich("isOn", { time: () => <Time at={data.startedAt!} /> })
              : words("isOff")}
          </p>
          <Field name="message" label={words("message")}>
            <Input defaultValue={data.isOn ? (data.message ?? "") : ""} maxLength={500} autoComplete="off" />
          </Field>
          <Field name="until" label={words("until")} hint={words("untilHint")}>
            <Input type="datetime-local" defaultValue={data.isOn && inBrowser ? fieldTextOf(data.until) : ""} />
          </Field>
          <div className="flex flex-wrap gap-2">
            <SubmitButton>{words(data.isOn ? "change" : "close")}</SubmitButton>
            {data.isOn ? <Button onClick={() => void open()}>{words("open")}</Button> : null}
          </div>
        </Form>
      )}
    </Card>
  );
}
