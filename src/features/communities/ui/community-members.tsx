"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Avatar } from "#app/ui/avatar.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { MEMBER_ROLES } from "../member-roles.ts";
import type { CommunityMember } from "../schema.ts";
import { MEMBER_QUERY, memberListInput } from "./community-query.ts";
import { InviteToCommunity } from "./invite-to-community.tsx";

/** Who is in a community; its admins set what each is. */
export function CommunityMembers({ communityId }: { communityId: string }) {
  const words = useTranslations("communities.members");
  const roles = useTranslations("communities.roles");
  const trpc = useTRPC();
  const who = useWho();
  const state = useTableQuery("community-members", MEMBER_QUERY);
  const { data: community } = useQuery(trpc.communities.get.queryOptions({ communityId }));
  const list = useQuery(
    trpc.communities.members.queryOptions(memberListInput(communityId, state, state.limit), {
      placeholderData: keepPreviousData,
    }),
  );
  const all = useQuery(trpc.communities.members.queryOptions({ communityId, limit: 1 }, { enabled: state.filtered }));
  const [leaving, setLeaving] = useState<CommunityMember | null>(null);
  const mayChange = may(who, "communities:write", { communityId: community?.id ?? communityId });
  const columns = useMemo<readonly Column<CommunityMember>[]>(
    () => [
      {
        id: "name",
        header: words("columns.name"),
        hideable: false,
        card: "title",
        cell: ({ name, avatarUrl }) => (
          <span className="flex min-w-0 items-center gap-2">
            <Avatar name={name} size="sm" {...(avatarUrl && { src: avatarUrl })} />
            <span className="truncate font-medium">{name}</span>
          </span>
        ),
      },
      {
        id: "role",
        header: words("columns.role"),
        card: "status",
        cell: (member) => (mayChange ? <RoleSelect communityId={communityId} member={member} /> : roles(member.role)),
      },
      {
        id: "discord",
        header: words("columns.discord"),
        card: "none",
        cell: ({ discordRole }) => (discordRole ? roles(discordRole) : words("notByDiscord")),
      },
      {
        id: "joined",
        header: words("columns.joined"),
        card: "meta",
        cell: ({ joinedAt }) => <Time at={joinedAt} />,
      },
    ],
    [words, roles, mayChange, communityId],
  );
  return (
    <>
      <DataTable
        title={words("title")}
        level={2}
        action={mayChange && community ? <InviteToCommunity communityId={community.id} name={community.name} /> : null}
        columns={columns}
        {...listParts(list)}
        rowKey={({ userId }) => userId}
        rowLabel={({ name }) => name}
        {...(all.data && { all: all.data.total })}
        state={state}
        filterPlaceholder={words("filter")}
        {...(mayChange && {
          rowMenu: (member: CommunityMember) => [
            { label: words("remove"), danger: true, onSelect: () => setLeaving(member) },
          ],
        })}
        empty={<EmptyState icon={<UsersRound aria-hidden />} title={words("empty")} />}
        errorTitle={words("failed")}
      />
      {leaving ? <RemoveMember communityId={communityId} member={leaving} onDone={() => setLeaving(null)} /> : null}
    </>
  );
}

/** What somebody is by hand, changed at once. */
function RoleSelect({ communityId, member }: { communityId: string; member: CommunityMember }) {
  const words = useTranslations("communities.members");
  const roles = useTranslations("communities.roles");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { userId, name } = member;
  async function set(value: string) {
    const role = MEMBER_ROLES.find((one) => one === value);
    if (!role) return;
    try {
      const after = await client.communities.setRole.mutate({ communityId, userId, role });
      toast.done(words("changed", { name, role: roles(after.role) }));
    } catch (error) {
      toast.failed(words("notChanged"), error);
    }
    await queryClient.invalidateQueries({ queryKey: trpc.communities.members.pathKey() });
  }
  return (
    <Select
      size="sm"
      aria-label={words("setRole", { name })}
      value={member.role}
      onChange={(event) => void set(event.target.value)}
      options={MEMBER_ROLES.map((value) => ({ value, label: roles(value) }))}
    />
  );
}

function RemoveMember({
  communityId,
  member: { userId, name },
  onDone,
}: {
  communityId: string;
  member: CommunityMember;
  onDone(): void;
}) {
  const words = useTranslations("communities.members");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onDone();
      }}
      title={words("removeTitle", { name })}
      effect={words("removeEffect")}
      actions={[
        {
          label: words("remove"),
          tone: "danger",
          act: async () => {
            await client.communities.removeMember.mutate({ communityId, userId });
            toast.done(words("removed", { name }));
            await queryClient.invalidateQueries({ queryKey: trpc.communities.pathKey() });
          },
        },
      ]}
    />
  );
}
