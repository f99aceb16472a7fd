"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Card } from "#app/ui/card.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Link } from "#app/ui/link.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";

/** What a community is, and the game servers in it that the reader may see. */
export function CommunityFacts({ communityId }: { communityId: string }) {
  const words = useTranslations("communities.one");
  const levels = useTranslations("communities.privacy");
  const trpc = useTRPC();
  const who = useWho();
  const { data } = useQuery(trpc.communities.get.queryOptions({ communityId }));
  const isMember = may(who, "communities:read", { communityId: data?.id ?? communityId });
  const servers = useQuery(trpc.communities.servers.queryOptions({ communityId }, { enabled: isMember }));
  if (!data) return null;
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
      <Card title={words("facts")}>
        <DescriptionList
          items={[
            {
              label: words("guild"),
              value: data.guildId === null ? words("noGuild") : (data.guildName ?? data.guildId),
            },
            { label: words("members"), value: data.members },
            { label: words("shownTo"), value: levels(data.privacyLevel) },
            { label: words("since"), value: <Time at={data.createdAt} mode="absolute" /> },
          ]}
        />
      </Card>
      {isMember ? (
        <Card title={words("servers")}>
          {servers.isPending ? (
            <Loading label={words("servers")}>
              <Skeleton height="1.5rem" width="10rem" />
            </Loading>
          ) : servers.data?.items.length ? (
            <ul className="grid gap-1.5">
              {servers.data.items.map(({ id, name }) => (
                <li key={id}>
                  <Link href={`/servers/${id}`} className="break-words font-medium hover:underline">
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          ) : (
            <p className="text-ink-2">{words("noServers")}</p>
          )}
        </Card>
      ) : null}
    </div>
  );
}
