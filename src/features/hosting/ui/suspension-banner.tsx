"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { maySuspend } from "../policy.ts";
import type { Server } from "../server-view.ts";

function useChanged(serverId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return (after: Server) => {
    queryClient.setQueryData(trpc.servers.get.queryKey({ serverId }), (before) => before && { ...before, ...after });
    void queryClient.invalidateQueries({ queryKey: trpc.servers.list.pathKey() });
  };
}

interface SuspensionBannerProps {
  server: Server;
  /** The way out where nobody renewed it. */
  renew?: ReactNode;
}

/** Why a server is suspended, each reason by itself, and what to do about it. */
export function SuspensionBanner({ server, renew }: SuspensionBannerProps) {
  const words = useTranslations("hosting.suspended");
  const client = useTRPCClient();
  const who = useWho();
  const changed = useChanged(server.id);
  return server.suspensions.map(({ kind, note, since }) => (
    <Callout
      key={kind}
      tone="bad"
      announce={false}
      title={words("title", { kind })}
      actions={
        kind === "staff" && maySuspend(who, server) ? (
          <Button
            onClick={() =>
              void client.servers.unsuspend
                .mutate({ serverId: server.id })
                .then(changed, (error) => toast.failed(words("failed"), error))
            }
          >
            {words("lift")}
          </Button>
        ) : kind === "expired" ? (
          renew
        ) : null
      }
    >
      {note ? <p className="whitespace-pre-wrap">{note}</p> : null}
      <p>
        {words("advice", { kind })} {words.rich("since", { at: () => <Time at={since} mode="short" /> })}
      </p>
    </Callout>
  ));
}

/** For the team: stops a server until it says otherwise. */
export function SuspendCard({ server }: { server: Server }) {
  const words = useTranslations("hosting.suspended");
  const client = useTRPCClient();
  const who = useWho();
  const changed = useChanged(server.id);
  if (!maySuspend(who, server) || server.suspensions.some(({ kind }) => kind === "staff")) return null;
  return (
    <Card title={words("suspend")} description={words("suspendText")}>
      <CreateDialog
        tone="danger"
        label={words("suspend")}
        icon={<Lock />}
        title={words("suspend")}
        description={words("suspendText")}
        submit={words("suspend")}
        onSubmit={async (form) => {
          const note = String(form.get("note") ?? "").trim();
          changed(await client.servers.suspend.mutate({ serverId: server.id, ...(note && { note }) }));
          return null;
        }}
      >
        <Field name="note" label={words("note")} hint={words("noteHint")}>
          <Input maxLength={500} autoComplete="off" />
        </Field>
      </CreateDialog>
    </Card>
  );
}
