"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Ban } from "lucide-react";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { toast } from "#app/ui/toast/toast.ts";

/** Whether a member may earn coins, and the way to change that. */
export function MemberEarning({ userId, name }: { userId: string; name: string }) {
  const words = useTranslations("earning.member");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const mayWrite = may(useWho(), "economy:write");
  const { data, error, refetch, isFetching } = useQuery(trpc.earning.getBlock.queryOptions({ userId }));
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.earning.pathKey() });
  useEvents(["earning."], () => void refresh());

  async function block(form: FormData) {
    await client.earning.block.mutate({ userId, reason: String(form.get("reason") ?? "") });
    toast.done(words("blocked", { name }));
    await refresh();
    return null;
  }
  const unblock = () =>
    client.earning.unblock.mutate({ userId }).then(
      () => {
        toast.done(words("unblocked", { name }));
        return refresh();
      },
      (problem) => void toast.failed(words("unblock"), problem),
    );
  if (error && !data)
    return <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  if (!data) return null;
  return (
    <Card
      title={words("title")}
      actions={
        !mayWrite ? null : data.block ? (
          <Button onClick={() => void unblock()}>{words("unblock")}</Button>
        ) : (
          <CreateDialog
            label={words("block")}
            icon={<Ban />}
            tone="danger"
            title={words("blockTitle", { name })}
            description={words("blockText")}
            submit={words("block")}
            onSubmit={block}
          >
            <Field name="reason" label={words("reason")} required>
              <Input maxLength={500} autoComplete="off" />
            </Field>
          </CreateDialog>
        )
      }
    >
      <p className="break-words">
        {data.block ? words("mayNot", { reason: data.block.reason, name: data.block.by }) : words("may")}
      </p>
    </Card>
  );
}
