"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { shownError, useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Community } from "../schema.ts";

/** What stands above each of a community's pages: its name, what one is in it, and its parts. */
export function CommunityFrame({ communityId, children }: { communityId: string; children: ReactNode }) {
  const words = useTranslations("communities.one");
  const roles = useTranslations("communities.roles");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const who = useWho();
  const { data, error, refetch } = useQuery(trpc.communities.get.queryOptions({ communityId }));
  useEvents(["community."], () => void queryClient.invalidateQueries({ queryKey: trpc.communities.pathKey() }));
  if (error && !data) {
    const code = shownError(error)?.code;
    if (code === "not_found" || code === "invalid_input") return <NothingHere />;
    return <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />;
  }
  if (!data)
    return (
      <Loading label={words("parts")}>
        <Skeleton height="2rem" width="16rem" />
        <Skeleton height="20rem" />
      </Loading>
    );
  const on = { communityId: data.id };
  const base = `/communities/${data.id}`;
  return (
    <Stack>
      <PageHeader
        title={data.name}
        {...(data.role && { aside: <Badge tone="info">{roles(data.role)}</Badge> })}
        {...(data.description && { description: data.description })}
        actions={
          <>
            {data.privacyLevel === "PUBLIC" ? (
              <LinkButton icon={<ExternalLink />} href={`/c/${data.slug}`}>
                {words("publicPage")}
              </LinkButton>
            ) : null}
            {data.role ? <Leave community={data} /> : null}
          </>
        }
      />
      <Tabs
        label={words("parts")}
        tabs={[
          { href: base, label: words("tabs.overview") },
          ...(may(who, "communities:read", on) ? [{ href: `${base}/members`, label: words("tabs.members") }] : []),
          ...(may(who, "communities:write", on) ? [{ href: `${base}/settings`, label: words("tabs.settings") }] : []),
        ]}
      />
      {children}
    </Stack>
  );
}

function Leave({ community: { id, name } }: { community: Community }) {
  const words = useTranslations("communities.one");
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  return (
    <ConfirmDialog
      title={words("leaveTitle", { name })}
      effect={words("leaveEffect")}
      trigger={<Button>{words("leave")}</Button>}
      actions={[
        {
          label: words("leave"),
          tone: "danger",
          act: async () => {
            await client.communities.leave.mutate({ communityId: id });
            toast.done(words("left", { name }));
            router.push("/communities" as Route);
            router.refresh();
            await queryClient.invalidateQueries({ queryKey: trpc.communities.list.pathKey() });
          },
        },
      ]}
    />
  );
}
