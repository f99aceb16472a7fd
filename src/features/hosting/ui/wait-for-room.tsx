"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { readFailure } from "#app/ui/form/failure.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { OwnQueue } from "./server-queue.tsx";

/** What was asked for of a new server. */
export type Wanted = Parameters<ReturnType<typeof useTRPCClient>["servers"]["create"]["mutate"]>[0];

/** Offers to wait for what no node has room for. */
export function WaitForRoom({ wanted, onWaits }: { wanted: Wanted; onWaits(): void }) {
  const words = useTranslations("hosting.queue");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function wait() {
    setPending(true);
    setFailure(null);
    try {
      await client.queue.join.mutate(wanted);
      await queryClient.invalidateQueries({ queryKey: trpc.queue.pathKey() });
      onWaits();
    } catch (error) {
      setFailure(readFailure(error).message);
      setPending(false);
    }
  }
  return (
    <>
      <Callout
        tone="warn"
        announce
        title={words("waitTitle")}
        actions={
          <Button pending={pending} onClick={() => void wait()}>
            {words("wait")}
          </Button>
        }
      >
        {words("waitText")}
      </Callout>
      {failure ? (
        <Callout tone="bad" title={words("waitFailed")}>
          {failure}
        </Callout>
      ) : null}
    </>
  );
}

/** That a server waits, with its place and what is known of its turn. */
export function WaitsForRoom({ name }: { name: string }) {
  const words = useTranslations("hosting.queue");
  return (
    <Stack width="form">
      <PageHeader
        title={words("waits", { name })}
        description={words("waitsText")}
        actions={<LinkButton href="/servers">{words("toServers")}</LinkButton>}
      />
      <OwnQueue />
    </Stack>
  );
}
