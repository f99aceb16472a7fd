"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Search, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Community } from "../schema.ts";
import { COMMUNITY_QUERY, communityListInput } from "./community-query.ts";
import { CreateCommunity, JoinCommunity } from "./new-community.tsx";

/** The communities that somebody is in, that show themselves to everybody, or all for who may see all. */
export function CommunityTable({ code }: { code: string }) {
  const words = useTranslations("communities.list");
  const roles = useTranslations("communities.roles");
  const levels = useTranslations("communities.privacy");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const who = useWho();
  const state = useTableQuery("communities", COMMUNITY_QUERY);
  const list = useQuery(
    trpc.communities.list.queryOptions(communityListInput(state, state.limit), { placeholderData: keepPreviousData }),
  );
  const all = useQuery(trpc.communities.list.queryOptions({ limit: 1 }, { enabled: state.filtered }));
  useEvents(["community."], () => void queryClient.invalidateQueries({ queryKey: trpc.communities.list.pathKey() }));
  const columns = useMemo<readonly Column<Community>[]>(
    () => [
      {
        id: "name",
        header: words("columns.name"),
        hideable: false,
        card: "title",
        cell: (community) => (
          <Link href={`/communities/${community.id}`} className="truncate font-medium hover:underline">
            {community.name}
          </Link>
        ),
      },
      {
        id: "role",
        header: words("columns.role"),
        card: "status",
        cell: ({ role }) =>
          role ? (
            <Badge tone={role === "member" ? "idle" : "info"}>{roles(role)}</Badge>
          ) : (
            <span className="text-ink-3">{words("notMember")}</span>
          ),
      },
      {
        id: "discord",
        header: words("columns.discord"),
        card: "meta",
        cell: ({ guildId, guildName, hasBot }) =>
          guildId === null ? words("noGuild") : hasBot ? guildName : words("botAway"),
      },
      {
        id: "privacy",
        header: words("columns.privacy"),
        card: "none",
        cell: ({ privacyLevel }) => levels(privacyLevel),
      },
      {
        id: "members",
        header: words("columns.members"),
        align: "end",
        card: "none",
        cell: ({ members }) => <span className="tabular-nums">{members}</span>,
      },
      {
        id: "servers",
        header: words("columns.servers"),
        align: "end",
        card: "none",
        cell: ({ servers }) => <span className="tabular-nums">{servers}</span>,
      },
      {
        id: "created",
        header: words("columns.created"),
        card: "none",
        cell: ({ createdAt }) => <Time at={createdAt} />,
      },
    ],
    [words, roles, levels],
  );
  return (
    <DataTable
      title={words("title")}
      description={words("description")}
      action={
        <div className="flex min-w-0 flex-wrap gap-2">
          <Discover />
          <JoinCommunity code={code} />
          {may(who, "communities:create") ? <CreateCommunity /> : null}
        </div>
      }
      columns={columns}
      {...listParts(list)}
      rowKey={({ id }) => id}
      rowLabel={({ name }) => name}
      {...(all.data && { all: all.data.total })}
      state={state}
      filterPlaceholder={words("filter")}
      empty={
        <EmptyState icon={<UsersRound aria-hidden />} title={words("empty")}>
          {words("emptyText")}
        </EmptyState>
      }
      errorTitle={words("failed")}
    />
  );
}

/** Asks Discord what the reader is in the servers that the bot is in. */
function Discover() {
  const words = useTranslations("communities.list");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [pending, setPending] = useState(false);
  async function discover() {
    setPending(true);
    try {
      const { items } = await client.communities.discover.mutate({});
      toast.done(words("discovered", { count: items.length }));
      await queryClient.invalidateQueries({ queryKey: trpc.communities.pathKey() });
    } catch (error) {
      toast.failed(words("discoverFailed"), error);
    } finally {
      setPending(false);
    }
  }
  return (
    <Button icon={<Search />} pending={pending} onClick={() => void discover()}>
      {words("discover")}
    </Button>
  );
}
