"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { may } from "#app/lib/access.ts";
import { shownError, useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Avatar } from "#app/ui/avatar.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { usePeopleEvents } from "./live.ts";
import { Loaded } from "./loaded.tsx";
import { UserState } from "./user-state.tsx";

/** What stands above each page about a user, for staff: who it is, and what there is of theirs that the viewer may see. */
export function UserFrame({ userId, children }: { userId: string; children: ReactNode }) {
  const words = useTranslations("identity.user");
  const trpc = useTRPC();
  const who = useWho();
  usePeopleEvents();
  const query = useQuery(trpc.users.get.queryOptions({ userId }));
  if (query.error && !query.data && shownError(query.error)?.code === "not_found") return <NothingHere />;
  const base = `/settings/users/${userId}`;
  const parts = [
    { of: "", permission: "users:read", label: words("parts.overview") },
    { of: "/servers", permission: "servers:read", label: words("parts.servers") },
    { of: "/orders", permission: "economy.all:read", label: words("parts.orders") },
    { of: "/coins", permission: "economy.all:read", label: words("parts.coins") },
    { of: "/tickets", permission: "tickets.all:read", label: words("parts.tickets") },
    { of: "/keys", permission: "usage:read", label: words("parts.keys") },
  ] as const;
  return (
    <Loaded query={query} label={words("loading")} failed={words("failed")} height="16rem">
      {(user) => (
        <Stack>
          <PageCrumbs crumbs={[{ label: user.name }]} />
          <PageHeader
            title={
              <span className="flex min-w-0 items-center gap-3">
                <Avatar name={user.name} {...(user.avatarUrl && { src: user.avatarUrl })} />
                <span className="min-w-0 break-words">{user.name}</span>
              </span>
            }
            aside={<UserState state={user.state} />}
          />
          <Tabs
            label={words("parts.label")}
            tabs={parts
              .filter(({ permission }) => may(who, permission))
              .map(({ of, label }) => ({ href: `${base}${of}`, label }))}
          />
          {children}
        </Stack>
      )}
    </Loaded>
  );
}
