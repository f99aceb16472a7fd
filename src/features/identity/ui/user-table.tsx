"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Avatar } from "#app/ui/avatar.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import type { User } from "../schema.ts";
import { CreateUser } from "./create-user.tsx";
import { usePeopleEvents } from "./live.ts";
import { USER_QUERY, USER_STATES, userListInput } from "./user-query.ts";
import { UserState } from "./user-state.tsx";

/** Everybody who has an account here. */
export function UserTable() {
  const words = useTranslations("identity.users");
  const trpc = useTRPC();
  const who = useWho();
  usePeopleEvents();
  const state = useTableQuery("users", USER_QUERY);
  const list = useQuery(
    trpc.users.list.queryOptions(userListInput(state, state.limit), { placeholderData: keepPreviousData }),
  );
  const all = useQuery(trpc.users.list.queryOptions({ limit: 1 }, { enabled: state.filtered }));
  const roles = useQuery(trpc.roles.list.queryOptions({}, { enabled: may(who, "roles:read") }));

  const columns = useMemo<readonly Column<User>[]>(
    () => [
      {
        id: "name",
        header: words("columns.name"),
        hideable: false,
        card: "title",
        cell: (user) => (
          <span className="flex min-w-0 items-center gap-2">
            <Avatar name={user.name} size="sm" {...(user.avatarUrl && { src: user.avatarUrl })} />
            <Link href={`/settings/users/${user.id}`} className="truncate font-medium hover:underline">
              {user.name}
            </Link>
          </span>
        ),
      },
      {
        id: "state",
        header: words("columns.state"),
        card: "status",
        cell: (user) => <UserState state={user.state} />,
      },
      { id: "email", header: words("columns.email"), card: "meta", cell: (user) => user.email },
      {
        id: "roles",
        header: words("columns.roles"),
        card: "meta",
        cell: (user) => (
          <span className="flex flex-wrap gap-1">
            {user.roles.map((role) => (
              <Badge key={role.id}>{role.name}</Badge>
            ))}
          </span>
        ),
      },
      {
        id: "factor",
        header: words("columns.factor"),
        card: "none",
        cell: (user) => words(user.secondFactor ? "factorOn" : "factorOff"),
      },
      {
        id: "sessions",
        header: words("columns.sessions"),
        card: "none",
        cell: (user) => user.sessions ?? words("unknown"),
      },
      {
        id: "seen",
        header: words("columns.seen"),
        card: "none",
        cell: (user) => (user.lastSeenAt ? <Time at={user.lastSeenAt} /> : words("never")),
      },
      {
        id: "created",
        header: words("columns.created"),
        card: "none",
        cell: (user) => <Time at={user.createdAt} />,
      },
    ],
    [words],
  );

  return (
    <DataTable
      title={words("title")}
      action={may(who, "users:write") ? <CreateUser /> : null}
      columns={columns}
      {...listParts(list)}
      rowKey={(user) => user.id}
      rowLabel={(user) => user.name}
      {...(all.data && { all: all.data.total })}
      state={state}
      filterPlaceholder={words("filter")}
      facets={[
        {
          id: "state",
          label: words("columns.state"),
          options: USER_STATES.map((value) => ({ value, label: words(`states.${value}`) })),
        },
        ...(roles.data
          ? [
              {
                id: "role",
                label: words("columns.roles"),
                look: "menu" as const,
                options: roles.data.items.map(({ key, name }) => ({ value: key, label: name })),
              },
            ]
          : []),
      ]}
      rowMenu={(user) => [{ kind: "link", label: words("open"), href: `/settings/users/${user.id}` }]}
      empty={<EmptyState icon={<Users aria-hidden />} title={words("empty")} />}
      errorTitle={words("failed")}
    />
  );
}
