"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { shownError, useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmByName } from "#app/ui/confirm-by-name.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Link } from "#app/ui/link.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Node } from "../node-view.ts";
import { sizeText } from "../size-text.ts";
import { JoinNode } from "./add-node.tsx";
import { useServerEvents } from "./live.ts";
import { NodeMeters } from "./node-meters.tsx";
import { NodeStatus } from "./node-status.tsx";
import { ServerStatus } from "./server-status.tsx";

/** One node: its machine, how it keeps servers apart, what is on it, and its settings. */
export function NodePage({ nodeId }: { nodeId: string }) {
  const words = useTranslations("hosting.nodes");
  const trpc = useTRPC();
  const who = useWho();
  useServerEvents();
  const { data: node, error, refetch } = useQuery(trpc.nodes.get.queryOptions({ nodeId }, { refetchInterval: 10_000 }));
  if (error && !node) {
    if (shownError(error)?.code === "not_found") return <NothingHere />;
    return <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />;
  }
  if (!node)
    return (
      <Loading label={words("title")}>
        <Skeleton height="2rem" width="12rem" />
        <Skeleton height="16rem" />
      </Loading>
    );
  const mayWrite = may(who, "nodes:write");
  return (
    <Stack>
      <PageCrumbs crumbs={[{ label: node.name }]} />
      <PageHeader
        title={node.name}
        aside={
          <>
            <NodeStatus node={node} />
            {node.local ? <Badge>{words("local")}</Badge> : null}
          </>
        }
        {...(node.region && { description: node.region })}
      />
      {node.state === "pending" && mayWrite ? <PendingNode node={node} /> : null}
      <Stack columns={2}>
        {node.facts ? (
          <>
            <Card
              title={words("capacity")}
              description={words("allocated", { value: sizeText(node.allocated.memoryMiB) })}
            >
              <NodeMeters node={node} />
            </Card>
            <Machine node={node} facts={node.facts} />
            <Isolation facts={node.facts} />
          </>
        ) : null}
        <NodeServers nodeId={nodeId} />
      </Stack>
      {mayWrite ? <NodeSettings node={node} /> : null}
    </Stack>
  );
}

type Facts = NonNullable<Node["facts"]>;

function Machine({ node, facts }: { node: Node; facts: Facts }) {
  const words = useTranslations("hosting.nodes");
  return (
    <Card title={words("facts")}>
      <DescriptionList
        items={[
          { label: words("hostname"), value: facts.hostname },
          { label: words("system"), value: `${facts.os} ${facts.arch}` },
          { label: words("cores"), value: facts.cpus },
          { label: words("memoryTotal"), value: sizeText(facts.memoryMiB) },
          { label: words("agent"), value: node.agentVersion },
        ]}
      />
    </Card>
  );
}

function Isolation({ facts }: { facts: Facts }) {
  const words = useTranslations("hosting.nodes");
  const { isolation } = facts;
  const said = (by: string) => (by === "none" ? words("notEnforced") : words("enforced", { by }));
  return (
    <Card title={words("isolation")}>
      <Stack gap="sm">
        <DescriptionList
          items={[
            { label: words("limitMemory"), value: said(isolation.memoryLimit) },
            { label: words("limitCpu"), value: said(isolation.cpuLimit) },
            { label: words("limitProcesses"), value: said(isolation.processLimit) },
            { label: words("user"), value: words(isolation.user === "dedicated" ? "userDedicated" : "userOwn") },
          ]}
        />
        {isolation.notes.map((note) => (
          <Callout key={note} tone="warn">
            {note}
          </Callout>
        ))}
      </Stack>
    </Card>
  );
}

function NodeServers({ nodeId }: { nodeId: string }) {
  const words = useTranslations("hosting.nodes");
  const list = useTranslations("hosting.list");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.servers.list.queryOptions({ nodeId, limit: 100, sort: "name" }));
  return (
    <Card title={words("serversOnIt")}>
      {data?.items.length === 0 ? <p className="text-ink-2">{list("emptyTitle")}</p> : null}
      <ul className="grid gap-2">
        {data?.items.map((server) => (
          <li key={server.id} className="flex min-w-0 items-center justify-between gap-2">
            <Link href={`/servers/${server.id}/console`} className="truncate hover:underline">
              {server.name}
            </Link>
            <ServerStatus brief server={server} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function PendingNode({ node }: { node: Node }) {
  const words = useTranslations("hosting.nodes");
  const trpc = useTRPC();
  const [command, setCommand] = useState<string | null>(null);
  const issue = useMutation(
    trpc.nodes.createJoinToken.mutationOptions({
      onSuccess: (join) => setCommand(join.command),
      onError: (error) => toast.failed(words("newToken"), error),
    }),
  );
  if (command) return <JoinNode nodeId={node.id} name={node.name} command={command} />;
  return (
    <Callout
      title={words("pendingText")}
      actions={
        <Button size="sm" pending={issue.isPending} onClick={() => issue.mutate({ nodeId: node.id })}>
          {words("newToken")}
        </Button>
      }
    />
  );
}

function NodeSettings({ node }: { node: Node }) {
  const words = useTranslations("hosting.nodes");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  const draining = node.state === "draining";

  async function change(wanted: Omit<Parameters<typeof client.nodes.update.mutate>[0], "nodeId">) {
    const after = await client.nodes.update.mutate({ nodeId: node.id, ...wanted });
    queryClient.setQueryData(trpc.nodes.get.queryKey({ nodeId: node.id }), after);
    toast.done(words("saved"));
  }
  const text = (form: FormData, name: string) => String(form.get(name) ?? "").trim() || null;

  return (
    <Stack width="form">
      <Card title={words("settings")}>
        <Form
          label={words("settings")}
          onSubmit={(form) =>
            change({
              name: String(form.get("name")),
              region: text(form, "region"),
              publicAddress: text(form, "publicAddress"),
              portFrom: Number(form.get("portFrom")),
              portTo: Number(form.get("portTo")),
            })
          }
        >
          <Stack columns={2}>
            <Field name="name" label={words("name")} required>
              <Input defaultValue={node.name} maxLength={64} autoComplete="off" />
            </Field>
            <Field name="region" label={words("region")}>
              <Input defaultValue={node.region ?? ""} maxLength={64} autoComplete="off" />
            </Field>
          </Stack>
          <Field name="publicAddress" label={words("publicAddress")} hint={words("publicAddressHint")}>
            <Input mono defaultValue={node.publicAddress ?? ""} autoComplete="off" />
          </Field>
          <Stack columns={2}>
            <Field name="portFrom" label={words("portFrom")} required>
              <Input inputMode="numeric" defaultValue={node.ports.from} />
            </Field>
            <Field name="portTo" label={words("portTo")} required>
              <Input inputMode="numeric" defaultValue={node.ports.to} />
            </Field>
          </Stack>
          <div>
            <SubmitButton>{words("save")}</SubmitButton>
          </div>
        </Form>
      </Card>
      {node.state === "pending" ? null : (
        <Card
          title={words("drain")}
          description={words("drainText")}
          actions={
            <Button
              onClick={() => void change({ draining: !draining }).catch((error) => toast.failed(words("drain"), error))}
            >
              {words(draining ? "undrain" : "drain")}
            </Button>
          }
        />
      )}
      {node.local ? null : (
        <Card
          title={words("remove")}
          description={node.servers > 0 ? words("hasServers", { count: node.servers }) : words("removeText")}
          actions={
            <ConfirmByName
              title={words("removeTitle", { name: node.name })}
              name={node.name}
              consequences={[words("removeLoses")]}
              actionLabel={words("remove")}
              trigger={
                <Button tone="danger" disabled={node.servers > 0}>
                  {words("remove")}
                </Button>
              }
              onConfirm={async () => {
                await client.nodes.remove.mutate({ nodeId: node.id });
                toast.done(words("removed", { name: node.name }));
                router.push("/nodes" as Route);
                await queryClient.invalidateQueries({ queryKey: trpc.nodes.list.pathKey() });
              }}
            />
          }
        />
      )}
    </Stack>
  );
}
