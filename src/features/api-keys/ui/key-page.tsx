"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Pause, Pencil, Play, RotateCw } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { shownError, useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { ApiKey } from "../schema.ts";
import { CallTable } from "./call-table.tsx";
import { EditKey } from "./edit-key.tsx";
import { KeyFacts } from "./key-facts.tsx";
import { KeyStatus } from "./key-status.tsx";
import { LOOK_MS } from "./refresh.ts";
import { RevokeKey } from "./revoke-key.tsx";
import { RotateKey } from "./rotate-key.tsx";
import { UsageCards } from "./usage-cards.tsx";
import { useRange } from "./use-range.ts";

/** One key: what it is, how it is used, and the ways to change and to end it. */
export function KeyPage({ keyId }: { keyId: string }) {
  const words = useTranslations("apiKeys");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data, error, refetch, isFetching } = useQuery(trpc.apiKeys.get.queryOptions({ keyId }));
  useEvents(["api_key."], () => void queryClient.invalidateQueries({ queryKey: trpc.apiKeys.pathKey() }));
  if (data) return <Shown apiKey={data} />;
  if (error && shownError(error)?.code === "not_found") return <NothingHere />;
  if (error)
    return <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  return (
    <Loading label={words("title")}>
      <Skeleton height="20rem" />
    </Loading>
  );
}

function Shown({ apiKey }: { apiKey: ApiKey }) {
  const words = useTranslations("apiKeys");
  const trpc = useTRPC();
  const [range, setRange] = useRange();
  const who = useWho();
  const isOwn = apiKey.ownerId === who.userId || (apiKey.instanceOwned && may(who, "instance:manage"));
  const mayRevoke = may(who, "api-keys:write") && (isOwn || (may(who, "users:write") && !apiKey.instanceOwned));
  const input = { keyId: apiKey.id, range };
  const usage = useQuery(trpc.apiKeys.usage.queryOptions(input, { refetchInterval: LOOK_MS }));
  return (
    <Stack>
      <PageCrumbs crumbs={[{ label: apiKey.name }]} />
      <PageHeader
        title={apiKey.name}
        aside={
          <>
            <KeyStatus apiKey={apiKey} />
            {apiKey.instanceOwned ? <Badge tone="info">{words("installation")}</Badge> : null}
          </>
        }
        actions={
          mayRevoke && apiKey.status !== "revoked" ? (
            <>
              {isOwn ? <Acts apiKey={apiKey} /> : null}
              <RevokeKey
                apiKey={apiKey}
                {...(!isOwn && { owner: apiKey.ownerName })}
                trigger={<Button tone="danger">{words("revoke")}</Button>}
              />
            </>
          ) : null
        }
      />
      {isOwn ? null : <Callout>{words("detail.othersNote", { owner: apiKey.ownerName })}</Callout>}
      <Remarks apiKey={apiKey} />
      <UsageCards query={usage} range={range} onRange={setRange} />
      <CallTable keyId={apiKey.id} />
      <Card title={words("detail.title")}>
        <KeyFacts apiKey={apiKey} />
      </Card>
    </Stack>
  );
}

/** What its reader should know before all else. */
function Remarks({ apiKey }: { apiKey: ApiKey }) {
  const words = useTranslations("apiKeys");
  if (apiKey.leakedAt)
    return (
      <Callout tone="bad" announce={false} title={words("leaked.title")}>
        {words.rich("leaked.text", { time: () => <Time at={apiKey.leakedAt!} /> })}
      </Callout>
    );
  if (!apiKey.replacedById || apiKey.status === "revoked") return null;
  const link = (text: React.ReactNode) => (
    <Link href={`/settings/api-keys/${apiKey.replacedById}`} className="text-accent underline underline-offset-2">
      {text}
    </Link>
  );
  return (
    <Callout tone={apiKey.status === "rotated" ? "idle" : "warn"}>
      {words.rich(apiKey.status === "rotated" ? "rotated.over" : "rotated.grace", {
        link,
        time: () => <Time at={apiKey.graceEndsAt!} />,
      })}
    </Callout>
  );
}

function Acts({ apiKey }: { apiKey: ApiKey }) {
  const words = useTranslations("apiKeys");
  const router = useRouter();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [editing, setEditing] = useState(false);
  const [rotating, setRotating] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.apiKeys.pathKey() });
  const over = apiKey.status === "revoked" || apiKey.status === "rotated";
  return (
    <>
      {over ? null : (
        <>
          <Button icon={<Pencil />} onClick={() => setEditing(true)}>
            {words("edit.action")}
          </Button>
          {apiKey.status === "active" && !apiKey.replacedById ? (
            <Button icon={<RotateCw />} onClick={() => setRotating(true)}>
              {words("rotate.action")}
            </Button>
          ) : null}
          {apiKey.status === "disabled" ? (
            <Button
              icon={<Play />}
              onClick={() =>
                void client.apiKeys.enable.mutate({ keyId: apiKey.id }).then(refresh, (error) => {
                  toast.failed(words("enable.failed"), error);
                })
              }
            >
              {words("enable.action")}
            </Button>
          ) : (
            <ConfirmDialog
              title={words("disable.title", { name: apiKey.name })}
              effect={words("disable.effect")}
              trigger={<Button icon={<Pause />}>{words("disable.action")}</Button>}
              actions={[
                {
                  label: words("disable.action"),
                  tone: "dangerSolid",
                  async act() {
                    await client.apiKeys.disable.mutate({ keyId: apiKey.id });
                    await refresh();
                  },
                },
              ]}
            />
          )}
        </>
      )}
      {editing ? <EditKey apiKey={apiKey} onClose={() => setEditing(false)} onDone={refresh} /> : null}
      {rotating ? (
        <RotateKey
          apiKey={apiKey}
          onClose={() => setRotating(false)}
          onDone={(fresh) => {
            void refresh();
            router.push(`/settings/api-keys/${fresh}` as Route);
          }}
        />
      ) : null}
    </>
  );
}
