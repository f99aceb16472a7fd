"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { sizeText } from "#app/features/hosting/size-text.ts";
import { NO_LIMIT } from "#app/features/packages/resources.ts";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Tile } from "#app/ui/tile.tsx";
import { OWN_TICKETS } from "./home-queries.ts";

/** What a member has: coins, room for servers, tickets that go on. Each tile is there once its figure is known, and nobody sees one that they may not. */
export function MemberTiles() {
  const words = useTranslations("home.member");
  const format = useFormatter();
  const trpc = useTRPC();
  const who = useWho();
  const seesEconomy = may(who, "economy:read");
  const coins = useQuery(trpc.coins.mine.queryOptions({}, { enabled: seesEconomy }));
  const resources = useQuery(trpc.resources.own.queryOptions({}, { enabled: seesEconomy }));
  const tickets = useQuery(trpc.tickets.list.queryOptions(OWN_TICKETS, { enabled: may(who, "tickets:read") }));
  const room = resources.data?.isBound ? resources.data : null;
  if (!coins.data && !room && !tickets.data) return null;
  return (
    <Stack columns={3}>
      {coins.data ? (
        <Tile
          label={words("coins")}
          href="/coins"
          value={format.number(coins.data.available)}
          {...(coins.data.held > 0 && { note: words("held", { count: coins.data.held }) })}
        />
      ) : null}
      {room ? (
        <Tile
          label={words("memory")}
          value={room.left.memoryMiB >= NO_LIMIT ? words("noLimit") : sizeText(Math.max(0, room.left.memoryMiB))}
          note={
            room.left.servers >= NO_LIMIT
              ? room.package.name
              : words("package", { name: room.package.name, servers: Math.max(0, room.left.servers) })
          }
        />
      ) : null}
      {tickets.data ? (
        <Tile label={words("tickets")} href="/tickets" value={format.number(tickets.data.total)} />
      ) : null}
    </Stack>
  );
}
