"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/link.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { CardLine, CardList } from "./card-list.tsx";
import { usePeopleEvents } from "./live.ts";
import { Loaded } from "./loaded.tsx";

/** Every role, the highest first. */
export function RoleList() {
  const words = useTranslations("identity.roles");
  const trpc = useTRPC();
  const who = useWho();
  usePeopleEvents();
  const roles = useQuery(trpc.roles.list.queryOptions({}));
  return (
    <Stack width="form">
      <PageHeader
        title={words("title")}
        description={words("text")}
        {...(may(who, "roles:write") && {
          actions: (
            <LinkButton tone="primary" icon={<Plus />} href="/settings/roles/new">
              {words("new")}
            </LinkButton>
          ),
        })}
      />
      <Card flush>
        <Loaded query={roles} label={words("title")} failed={words("failed")} height="12rem">
          {({ items }) => (
            <CardList label={words("title")}>
              {items.map((role) => (
                <CardLine
                  key={role.id}
                  title={
                    <Link href={`/settings/roles/${role.id}`} className="hover:underline">
                      {role.name}
                    </Link>
                  }
                  {...(role.builtIn && { aside: <Badge>{words("builtIn")}</Badge> })}
                  actions={<span className="text-ink-2 text-sm">{words("members", { count: role.members })}</span>}
                >
                  {role.description} {words("permissionCount", { count: role.permissions.length })}
                </CardLine>
              ))}
            </CardList>
          )}
        </Loaded>
      </Card>
    </Stack>
  );
}
