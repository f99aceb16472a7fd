"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, MailPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { may } from "#app/lib/access.ts";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Status } from "#app/ui/status.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { CreateInvitation } from "./create-invitation.tsx";
import { INVITATION_QUERY } from "./invitation-query.ts";
import { usePeopleEvents } from "./live.ts";

type Invitation = Outputs["invitations"]["list"]["items"][number];

/** Who was invited as what, and what became of it. */
export function InvitationTable() {
  const words = useTranslations("identity.invitations");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const who = useWho();
  usePeopleEvents();
  const state = useTableQuery("invitations", INVITATION_QUERY);
  const { page, limit } = state;
  const list = useQuery(trpc.invitations.list.queryOptions({ page, limit }, { placeholderData: keepPreviousData }));
  const revoke = useMutation(
    trpc.invitations.revoke.mutationOptions({
      onSuccess: () => toast.done(words("revoked")),
      onError: (error) => toast.failed(words("notRevoked"), error),
      onSettled: () => void queryClient.invalidateQueries({ queryKey: trpc.invitations.pathKey() }),
    }),
  );
  const mayWrite = may(who, "invitations:write");

  const columns = useMemo<readonly Column<Invitation>[]>(
    () => [
      {
        id: "whom",
        header: words("columns.whom"),
        hideable: false,
        card: "title",
        cell: (invitation) => (
          <span className="grid min-w-0">
            <span className="truncate font-medium">{invitation.email ?? words("anybody")}</span>
            {invitation.note ? <span className="truncate text-ink-3 text-sm">{invitation.note}</span> : null}
          </span>
        ),
      },
      {
        id: "state",
        header: words("columns.state"),
        card: "status",
        cell: ({ state: shown }) =>
          shown === "accepted" ? (
            <Badge tone="ok" icon={<CircleCheck aria-hidden />}>
              {words("accepted")}
            </Badge>
          ) : (
            <Status state={shown} />
          ),
      },
      { id: "role", header: words("columns.role"), card: "meta", cell: ({ role }) => role.name },
      { id: "by", header: words("columns.by"), card: "none", cell: ({ createdBy }) => createdBy?.name ?? null },
      {
        id: "accepted",
        header: words("columns.accepted"),
        card: "none",
        cell: ({ acceptedBy }) => acceptedBy?.name ?? null,
      },
      {
        id: "expires",
        header: words("columns.expires"),
        card: "meta",
        cell: ({ expiresAt }) => <Time at={expiresAt} />,
      },
    ],
    [words],
  );

  const create = mayWrite ? <CreateInvitation /> : null;
  return (
    <DataTable
      title={words("title")}
      action={create}
      columns={columns}
      {...listParts(list)}
      rowKey={({ id }) => id}
      rowLabel={(invitation) => invitation.email ?? invitation.note ?? invitation.role.name}
      state={state}
      {...(mayWrite && {
        rowMenu: (invitation: Invitation) => [
          {
            label: words("revoke"),
            danger: true,
            disabled: invitation.state !== "pending",
            onSelect: () => revoke.mutate({ invitationId: invitation.id }),
          },
        ],
      })}
      empty={
        <EmptyState icon={<MailPlus aria-hidden />} title={words("emptyTitle")}>
          {words("emptyText")}
        </EmptyState>
      }
      errorTitle={words("failed")}
    />
  );
}
