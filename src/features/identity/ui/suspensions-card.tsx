"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { Time } from "#app/ui/time.tsx";
import { CardLine, CardList } from "./card-list.tsx";
import { Loaded } from "./loaded.tsx";

/** When and why a user was suspended, and how each ended. Who never was has no such card. */
export function SuspensionsCard({ userId }: { userId: string }) {
  const words = useTranslations("identity.user");
  const trpc = useTRPC();
  const query = useQuery(trpc.users.suspensions.queryOptions({ userId }));
  if (query.data?.items.length === 0) return null;
  return (
    <Card flush title={words("history")}>
      <Loaded query={query} label={words("history")} failed={words("historyFailed")}>
        {({ items }) => (
          <CardList label={words("history")}>
            {items.map((one) => (
              <CardLine
                key={one.id}
                title={one.reason ?? words("noReason")}
                aside={
                  <Badge tone={one.endedHow === null ? "bad" : "idle"}>
                    {one.endedHow === null ? words("holds") : words(`ended.${one.endedHow}`)}
                  </Badge>
                }
              >
                <p>
                  <Time at={one.startedAt} /> {one.by ? words("by", { name: one.by.name }) : words("byPanel")}
                  {one.until ? (
                    <>, {words.rich("endsAt", { end: () => <Time at={one.until!} mode="absolute" /> })}</>
                  ) : null}
                </p>
                {one.note ? <p>{one.note}</p> : null}
              </CardLine>
            ))}
          </CardList>
        )}
      </Loaded>
    </Card>
  );
}
