"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { toast } from "#app/ui/toast/toast.ts";

const LEVELS = ["PUBLIC", "FRIENDS_ONLY", "PRIVATE"] as const;

/** Who sees what one's players have done, and the handle that says which player that is. */
export function PrivacyCard() {
  const words = useTranslations("kills.privacy");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(trpc.kills.ownSettings.queryOptions({}));
  const mine = useQuery(trpc.players.mine.queryOptions({}));

  async function save(form: FormData) {
    const handle = String(form.get("rsiHandle") ?? "").trim();
    const after = await client.kills.updateOwnSettings.mutate({
      rsiHandle: handle === "" ? null : handle,
      privacyLevel: LEVELS.find((level) => level === form.get("privacyLevel")) ?? data!.privacyLevel,
    });
    queryClient.setQueryData(trpc.kills.ownSettings.queryKey({}), after);
    await queryClient.invalidateQueries({ queryKey: trpc.players.mine.pathKey() });
    toast.done(words("saved"));
  }
  return (
    <Card title={words("title")} description={words("text")}>
      {error && !data ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading label={words("title")}>
          <Skeleton height="12rem" />
        </Loading>
      ) : (
        <Form label={words("title")} onSubmit={save}>
          <Field name="privacyLevel" label={words("level")} kind="group" required>
            <RadioGroup
              look="cards"
              defaultValue={data.privacyLevel}
              options={LEVELS.map((level) => ({
                value: level,
                label: words(`levels.${level}`),
                hint: words(`hints.${level}`),
              }))}
            />
          </Field>
          {data.privacyLevel !== "PUBLIC" && mine.data?.items.length === 0 ? (
            <Callout tone="warn" title={words("nobodyYours")}>
              {words("nobodyYoursText")}
            </Callout>
          ) : null}
          <Field name="rsiHandle" label={words("handle")} hint={words("handleHint")}>
            <Input
              key={data.rsiHandle}
              defaultValue={data.rsiHandle ?? ""}
              mono
              autoComplete="off"
              minLength={3}
              maxLength={60}
              pattern="[A-Za-z0-9_\-]+"
            />
          </Field>
          <div>
            <SubmitButton>{words("save")}</SubmitButton>
          </div>
        </Form>
      )}
    </Card>
  );
}
