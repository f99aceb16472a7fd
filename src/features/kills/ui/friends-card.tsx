"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Avatar } from "#app/ui/avatar.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { toast } from "#app/ui/toast/toast.ts";

/** Whom one calls friends: they see one's kills where those are shown to friends. */
export function FriendsCard() {
  const words = useTranslations("kills.friends");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const me = useQuery(trpc.profile.get.queryOptions({}));
  const { data, error, refetch } = useQuery(trpc.kills.friends.queryOptions({}));
  const [removing, setRemoving] = useState<string | null>(null);
  // A new box for each friend that was added.
  const [added, setAdded] = useState(0);
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.kills.friends.pathKey() });

  async function add(form: FormData) {
    const { name } = await client.kills.addFriend.mutate({ userId: String(form.get("userId") ?? "").trim() });
    await refresh();
    setAdded((count) => count + 1);
    toast.done(words("added", { name }));
  }
  async function remove(userId: string) {
    setRemoving(userId);
    try {
      await client.kills.removeFriend.mutate({ userId });
      await refresh();
    } catch (problem) {
      toast.failed(words("removeFailed"), problem);
    } finally {
      setRemoving(null);
    }
  }
  return (
    <Card title={words("title")} description={words("text")}>
      <div className="grid gap-4">
        {error && !data ? (
          <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
        ) : data?.items.length === 0 ? (
          <p className="text-ink-2">{words("none")}</p>
        ) : (
          <ul aria-label={words("title")} className="grid gap-2">
            {data?.items.map(({ userId, name }) => (
              <li key={userId} className="flex min-w-0 items-center gap-3">
                <Avatar name={name} />
                <span className="min-w-0 flex-1 break-words font-medium">{name}</span>
                <Button
                  pending={removing === userId}
                  aria-label={words("removeName", { name })}
                  onClick={() => void remove(userId)}
                >
                  {words("remove")}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <Form key={added} label={words("add")} onSubmit={add}>
          <Field name="userId" label={words("id")} hint={words("idHint")} required>
            <Input mono autoComplete="off" pattern="\s*usr_[0-9a-f]+\s*" maxLength={40} />
          </Field>
          <div>
            <SubmitButton>{words("add")}</SubmitButton>
          </div>
        </Form>
        {me.data ? (
          <p className="flex min-w-0 flex-wrap items-center gap-x-2 text-ink-2 text-sm">
            <span>{words("own")}</span>
            <Copyable value={me.data.id} what={words("ownId")} />
          </p>
        ) : null}
      </div>
    </Card>
  );
}
