"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Switch } from "#app/ui/form/switch.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { VouchingServer } from "../schema.ts";

const MOST = 100;

/** Whose word on players counts beyond their server: for who may read the panel's settings. */
export function VouchingCard() {
  const words = useTranslations("moderation.vouching");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.vouching.list.queryOptions({ limit: MOST }));
  return (
    <Card title={words("title")} description={words("description")}>
      {error ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading label={words("title")}>
          <Skeleton height="6rem" />
        </Loading>
      ) : (
        <>
          {data.items.length === 0 ? <p className="text-ink-2">{words("none")}</p> : null}
          <ul className="grid">
            {data.items.map((server) => (
              <li key={server.serverId} className="border-line border-t py-1 first:border-t-0">
                <ServerSwitch server={server} />
              </li>
            ))}
          </ul>
          {data.total > data.items.length ? (
            <p className="text-ink-2 text-sm">{words("more", { count: data.total - data.items.length })}</p>
          ) : null}
        </>
      )}
    </Card>
  );
}

function ServerSwitch({ server }: { server: VouchingServer }) {
  const words = useTranslations("moderation.vouching");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const mayWrite = may(useWho(), "settings:write");
  const [pending, setPending] = useState(false);
  const { serverId, name, game, ownerName, players, vouches } = server;

  async function set(isOn: boolean) {
    setPending(true);
    try {
      await client.vouching.set.mutate({ serverId, vouches: isOn });
      toast.done(words(isOn ? "believed" : "notBelieved", { name }));
    } catch (problem) {
      toast.failed(words("setFailed"), problem);
    }
    await queryClient.invalidateQueries({ queryKey: trpc.vouching.pathKey() });
    setPending(false);
  }
  return (
    <Switch
      label={name}
      hint={words("server", { game, owner: ownerName, count: players })}
      checked={vouches}
      pending={pending}
      disabled={!mayWrite}
      onChange={(isOn) => void set(isOn)}
    />
  );
}
