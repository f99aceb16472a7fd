"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { usePerson } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmByName } from "#app/ui/confirm-by-name.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";

/** Deleting one's own account, and for seven days keeping it after all. `guard` asks for a fresh sign-in where one is needed. */
export function DeletionCard({ guard }: { guard: <T>(act: () => Promise<T>) => Promise<T> }) {
  const words = useTranslations("members.deletion");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { name } = usePerson();
  const [withServers, setWithServers] = useState(false);
  const { data } = useQuery(trpc.profile.deletion.queryOptions({}));
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.profile.deletion.pathKey() });
  if (!data) return null;

  async function keep() {
    try {
      await client.profile.cancelDeletion.mutate({});
      toast.done(words("kept"));
    } catch (error) {
      toast.failed(words("notKept"), error);
    } finally {
      await refresh();
    }
  }

  if (data.dueAt !== null)
    return (
      <Card title={words("title")} actions={<Button onClick={() => void keep()}>{words("keep")}</Button>}>
        <Callout tone="bad">
          {words.rich("due", { at: () => <Time at={data.dueAt!} mode="absolute" /> })}
          {data.withServers ? ` ${words("dueServers")}` : null}
        </Callout>
      </Card>
    );
  return (
    <Card
      title={words("title")}
      description={words("text")}
      actions={
        <ConfirmByName
          title={words("confirmTitle")}
          name={name}
          consequences={[words("losesAccount"), words("losesKeys"), words("losesTickets"), words("keeps")]}
          actionLabel={words("ask")}
          trigger={<Button tone="danger">{words("ask")}</Button>}
          onConfirm={async () => {
            await guard(() => client.profile.askDeletion.mutate({ name, withServers }));
            await refresh();
          }}
        >
          {data.servers > 0 ? (
            <Checkbox
              checked={withServers}
              onChange={(event) => setWithServers(event.target.checked)}
              label={words("withServers", { count: data.servers })}
              hint={words("withServersHint")}
            />
          ) : null}
        </ConfirmByName>
      }
    />
  );
}
