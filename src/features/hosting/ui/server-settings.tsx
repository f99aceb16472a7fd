"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmByName } from "#app/ui/confirm-by-name.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { VariableValue } from "../variable.ts";
import { LimitFields, readLimits } from "./limit-fields.tsx";
import { editableVariables, shownBlueprint } from "./shown-blueprint.ts";
import { SuspendCard } from "./suspension-banner.tsx";
import { readVariables, VariableFields } from "./variable-fields.tsx";

/** One server's settings: name, what it may use, its game's own settings, what else a page adds, and the way to end it. */
export function ServerSettings({ serverId, children }: { serverId: string; children?: ReactNode }) {
  const words = useTranslations("hosting.settings");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const { data: server } = useQuery(trpc.servers.get.queryOptions({ serverId }));
  const { data: blueprint } = useQuery(
    trpc.blueprints.get.queryOptions(
      { blueprintId: server?.blueprint.id ?? "" },
      { enabled: server !== undefined && may(who, "blueprints:read") },
    ),
  );
  if (!server) return null;
  const on = { serverId, communityId: server.communityId, ownerId: server.owner.id };
  if (!may(who, "servers:update", on)) return <Callout>{words("lacking")}</Callout>;
  const variables = blueprint ? editableVariables(shownBlueprint(blueprint.document)) : [];

  async function save(change: Parameters<typeof client.servers.update.mutate>[0], said: string) {
    const after = await client.servers.update.mutate(change);
    queryClient.setQueryData(trpc.servers.get.queryKey({ serverId }), after);
    toast.done(said);
  }

  return (
    <Stack width="form">
      <Card title={words("title")}>
        <Form
          label={words("title")}
          onSubmit={(form) =>
            save(
              { serverId, name: String(form.get("name")), description: String(form.get("description")).trim() || null },
              words("saved"),
            )
          }
        >
          <Field name="name" label={words("name")} required>
            <Input defaultValue={server.name} maxLength={64} autoComplete="off" />
          </Field>
          <Field name="description" label={words("description")} hint={words("descriptionHint")}>
            <Textarea defaultValue={server.description ?? ""} maxLength={500} rows={2} />
          </Field>
          <div>
            <SubmitButton>{words("save")}</SubmitButton>
          </div>
        </Form>
      </Card>
      {may(who, "servers:update") || server.owner.id === who.userId ? (
        <Card title={words("resources")} description={words("resourcesText")}>
          <Form
            label={words("resources")}
            onSubmit={(form) => save({ serverId, ...readLimits(form) }, words("savedNext"))}
          >
            <LimitFields limits={server.limits} />
            <div>
              <SubmitButton>{words("save")}</SubmitButton>
            </div>
          </Form>
        </Card>
      ) : null}
      <Card title={words("startup")} description={words("startupText", { blueprint: server.blueprint.name })}>
        {variables.length === 0 ? (
          <p className="text-ink-2">{words("noVariables")}</p>
        ) : (
          <Form
            label={words("startup")}
            onSubmit={(form) =>
              save(
                {
                  serverId,
                  variables: {
                    ...(server.variables as Record<string, VariableValue>),
                    ...readVariables(variables, form),
                  },
                },
                words("savedNext"),
              )
            }
          >
            <VariableFields
              variables={variables}
              values={server.variables as Record<string, VariableValue>}
              setSecrets={server.secretVariables}
            />
            <div>
              <SubmitButton>{words("save")}</SubmitButton>
            </div>
          </Form>
        )}
      </Card>
      {children}
      <SuspendCard server={server} />
      {may(who, "servers:delete", on) ? (
        <Danger serverId={serverId} name={server.name} unseen={server.state === "unknown"} />
      ) : null}
    </Stack>
  );
}

function Danger({ serverId, name, unseen }: { serverId: string; name: string; unseen: boolean }) {
  const words = useTranslations("hosting.settings");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [force, setForce] = useState(false);
  const remove = useMutation(trpc.servers.remove.mutationOptions());
  return (
    <Card title={words("danger")} description={words("deleteText")}>
      <ConfirmByName
        title={words("deleteTitle", { name })}
        name={name}
        consequences={[words("deleteFiles"), words("deleteConsole"), words("deletePorts")]}
        actionLabel={words("delete")}
        trigger={<Button tone="danger">{words("delete")}</Button>}
        onConfirm={async () => {
          await remove.mutateAsync({ serverId, force });
          toast.done(words("deleted", { name }));
          router.push("/servers" as Route);
          await queryClient.invalidateQueries({ queryKey: trpc.servers.list.pathKey() });
        }}
      >
        {unseen ? (
          <Checkbox label={words("deleteForce")} checked={force} onChange={(event) => setForce(event.target.checked)} />
        ) : null}
      </ConfirmByName>
    </Card>
  );
}
