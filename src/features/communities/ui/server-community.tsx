"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { toast } from "#app/ui/toast/toast.ts";

/** Which community a game server belongs to: of those that the reader is an admin of. */
export function ServerCommunity({ serverId }: { serverId: string }) {
  const words = useTranslations("communities.server");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const { data: server } = useQuery(trpc.servers.get.queryOptions({ serverId }));
  const { data: of } = useQuery(trpc.communities.ofServer.queryOptions({ serverId }));
  const { data: all } = useQuery(trpc.communities.list.queryOptions({ limit: 100 }));
  if (!server || !of || !all) return null;
  if (!may(who, "servers:update", { serverId, communityId: server.communityId, ownerId: server.owner.id })) return null;
  const mine = all.items.filter(({ id }) => may(who, "communities:write", { communityId: id }));
  const current = of.community;
  const isForeign = current !== null && !mine.some(({ id }) => id === current.id);
  async function change(form: FormData) {
    const communityId = String(form.get("communityId"));
    if (communityId) await client.communities.addServer.mutate({ communityId, serverId });
    else if (current) await client.communities.removeServer.mutate({ communityId: current.id, serverId });
    toast.done(words("saved"));
    await queryClient.invalidateQueries({ queryKey: trpc.communities.pathKey() });
    await queryClient.invalidateQueries({ queryKey: trpc.servers.get.pathKey() });
  }
  return (
    <Stack width="form">
      <Card title={words("title")} description={words("text")}>
        {isForeign ? (
          <p className="text-ink-2">{words("ofOther", { name: current.name })}</p>
        ) : mine.length === 0 ? (
          <p className="text-ink-2">{words("noneMine")}</p>
        ) : (
          <Form label={words("title")} onSubmit={change}>
            <Field name="communityId" label={words("choose")} unmarked>
              <Select
                key={current?.id ?? ""}
                defaultValue={current?.id ?? ""}
                options={[
                  { value: "", label: words("none") },
                  ...mine.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            </Field>
            <div>
              <SubmitButton>{words("save")}</SubmitButton>
            </div>
          </Form>
        )}
      </Card>
    </Stack>
  );
}
