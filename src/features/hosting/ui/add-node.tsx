"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { CodeBlock } from "#app/ui/code-block.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { useServerEvents } from "./live.ts";

/** A new node: its name, then the command for the new machine, then its first sign of life. */
export function AddNode() {
  const words = useTranslations("hosting.nodes");
  const client = useTRPCClient();
  const [made, setMade] = useState<{ nodeId: string; name: string; command: string } | null>(null);

  async function create(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const { node, join } = await client.nodes.create.mutate({
      name: text("name"),
      ...(text("region") && { region: text("region") }),
      ...(text("publicAddress") && { publicAddress: text("publicAddress") }),
    });
    setMade({ nodeId: node.id, name: node.name, command: join.command });
  }

  return (
    <Stack width="form">
      <PageCrumbs crumbs={[{ label: words("addTitle") }]} />
      <PageHeader title={words("addTitle")} description={words("addText")} />
      {made ? (
        <JoinNode {...made} />
      ) : (
        <Card>
          <Form label={words("addTitle")} onSubmit={create}>
            <Field name="name" label={words("name")} required>
              <Input maxLength={64} autoComplete="off" />
            </Field>
            <Field name="region" label={words("region")}>
              <Input maxLength={64} autoComplete="off" />
            </Field>
            <Field name="publicAddress" label={words("publicAddress")} hint={words("publicAddressHint")}>
              <Input mono maxLength={253} autoComplete="off" />
            </Field>
            <div>
              <SubmitButton>{words("create")}</SubmitButton>
            </div>
          </Form>
        </Card>
      )}
    </Stack>
  );
}

/** The command to paste, shown once, and whether the agent has spoken. */
export function JoinNode({ nodeId, name, command }: { nodeId: string; name: string; command: string }) {
  const words = useTranslations("hosting.nodes");
  const trpc = useTRPC();
  useServerEvents();
  const { data: node } = useQuery(trpc.nodes.get.queryOptions({ nodeId }, { refetchInterval: 5_000 }));
  const joined = node?.state === "online" || node?.state === "draining";
  return (
    <Card title={words("joinTitle", { name })} description={words("joinText")}>
      <Stack>
        <CodeBlock code={command} what={words("joinWhat")} wrap />
        {joined ? (
          <Callout
            tone="ok"
            announce
            title={words("joined", { name })}
            actions={
              <LinkButton href={`/nodes/${nodeId}`} size="sm">
                {words("done")}
              </LinkButton>
            }
          />
        ) : (
          <Progress label={words("waiting")} percent={null} note={words("waiting")} />
        )}
      </Stack>
    </Card>
  );
}
