"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { shownError, useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { isWorthWaiting } from "../worth-waiting.ts";
import { LimitFields, readLimits } from "./limit-fields.tsx";
import { editableVariables, shownBlueprint } from "./shown-blueprint.ts";
import { readVariables, VariableFields } from "./variable-fields.tsx";
import { WaitForRoom, WaitsForRoom, type Wanted } from "./wait-for-room.tsx";

type Room = Outputs["resources"]["own"];

/** What the reader's package has left for a new server; null where nothing binds them. */
function leftOf(room: Room | undefined): Room["left"] | null {
  return room?.isBound ? room.left : null;
}

/** The form for a new server: which game, what it is called, where, what it may use. Its console shows the installation. */
export function CreateServer() {
  const words = useTranslations("hosting.create");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  const who = useWho();
  const [chosen, setChosen] = useState<string | null>(null);
  const [refused, setRefused] = useState<Wanted | null>(null);
  const [waits, setWaits] = useState<string | null>(null);
  const blueprints = useQuery(trpc.blueprints.list.queryOptions({ limit: 100 }));
  const nodes = useQuery(trpc.nodes.list.queryOptions({ limit: 100 }, { enabled: may(who, "nodes:read") }));
  const room = useQuery(trpc.resources.own.queryOptions({}, { enabled: may(who, "economy:read") }));
  const blueprintId = chosen ?? blueprints.data?.items[0]?.id ?? null;
  const document = useQuery(
    trpc.blueprints.get.queryOptions({ blueprintId: blueprintId ?? "" }, { enabled: blueprintId !== null }),
  );

  if (waits !== null) return <WaitsForRoom name={waits} />;
  if (blueprints.error)
    return <ErrorState title={words("failed")} error={blueprints.error} onRetry={() => void blueprints.refetch()} />;
  if (!blueprints.data)
    return (
      <Loading label={words("title")}>
        <Skeleton height="2rem" width="12rem" />
        <Skeleton height="20rem" />
      </Loading>
    );
  if (blueprintId === null) return <EmptyState title={words("noBlueprints")} />;
  const blueprint = document.data ? shownBlueprint(document.data.document) : null;
  const variables = blueprint ? editableVariables(blueprint) : [];

  async function create(form: FormData) {
    const wanted: Wanted = {
      name: String(form.get("name")),
      blueprintId: blueprintId!,
      ...(form.get("nodeId") ? { nodeId: String(form.get("nodeId")) } : {}),
      ...readLimits(form),
      variables: readVariables(variables, form),
      start: form.get("start") === "on",
    };
    setRefused(null);
    const server = await client.servers.create.mutate(wanted).catch((error) => {
      if (isWorthWaiting(shownError(error)?.reason)) setRefused(wanted);
      throw error;
    });
    queryClient.setQueryData(trpc.servers.get.queryKey({ serverId: server.id }), server);
    void queryClient.invalidateQueries({ queryKey: trpc.servers.list.pathKey() });
    router.push(`/servers/${server.id}/console` as Route);
    // What one may on one's own server is known to the pages from the layout.
    router.refresh();
  }

  return (
    <Stack width="form">
      <PageCrumbs crumbs={[{ label: words("title") }]} />
      <PageHeader title={words("title")} />
      {/* What is waited for is what was refused: whoever changes a field asks for it anew first. */}
      <div onInput={() => setRefused(null)}>
        <Form label={words("title")} onSubmit={create}>
          <Card>
            <Stack>
              <Field name="blueprintId" kind="group" label={words("game")} hint={words("gameHint")} required>
                <RadioGroup
                  look="cards"
                  value={blueprintId}
                  onChange={setChosen}
                  options={blueprints.data.items.map((each) => ({
                    value: each.id,
                    label: each.name,
                    hint: each.description,
                  }))}
                />
              </Field>
              <Field name="name" label={words("name")} required>
                <Input placeholder={words("namePlaceholder")} maxLength={64} autoComplete="off" />
              </Field>
              {nodes.data && nodes.data.items.length > 1 ? (
                <Field name="nodeId" label={words("node")}>
                  <Select
                    defaultValue=""
                    options={[
                      { value: "", label: words("nodeAuto") },
                      ...nodes.data.items.map((node) => ({
                        value: node.id,
                        label: node.name,
                        disabled: node.state !== "online",
                      })),
                    ]}
                  />
                </Field>
              ) : null}
              <Checkbox name="start" label={words("start")} defaultChecked />
            </Stack>
          </Card>
          {blueprint && variables.length > 0 ? (
            <Card title={words("startup")}>
              <Stack key={blueprint.id}>
                <VariableFields variables={variables} values={{}} />
              </Stack>
            </Card>
          ) : null}
          {blueprint ? (
            <Card title={words("resources")}>
              <LimitFields key={blueprint.id} limits={blueprint.limits.default} left={leftOf(room.data)} />
            </Card>
          ) : null}
          <div>
            <SubmitButton disabled={!blueprint}>{words("create")}</SubmitButton>
          </div>
        </Form>
      </div>
      {refused ? <WaitForRoom wanted={refused} onWaits={() => setWaits(refused.name)} /> : null}
    </Stack>
  );
}
