"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Link } from "#app/ui/link.tsx";
import { modeName } from "../mode-name.ts";
import type { Kill } from "../schema.ts";
import { killsPath, NAMED_SERVERS } from "./kill-query.ts";
import { type NamedThing, type Party, PartyName, ThingName } from "./kill-words.tsx";
import { placePath, shipPath, weaponPath } from "./thing-paths.ts";
import { useCommunities } from "./use-communities.ts";
import { useGames } from "./use-games.ts";

/** Everything that is told of a kill. What nobody tells is left out. */
export function KillFacts({ kill }: { kill: Kill }) {
  const words = useTranslations("kills");
  const { nameOf } = useGames();
  const trpc = useTRPC();
  const { game, serverId } = kill;
  const servers = useQuery(trpc.servers.list.queryOptions(NAMED_SERVERS, { enabled: serverId !== null }));
  const communities = useCommunities();
  const serverName = servers.data?.items.find(({ id }) => id === serverId)?.name;
  const items: { label: string; value: ReactNode }[] = [
    { label: words("facts.killer"), value: <Taker party={kill.killer} game={game} /> },
    { label: words("facts.victim"), value: <Taker party={kill.victim} game={game} /> },
    { label: words("facts.kind"), value: words(`kind.${kill.kind}`) },
    ...(kill.method === "unknown" ? [] : [{ label: words("facts.method"), value: words(`method.${kill.method}`) }]),
    ...(kill.weapon
      ? [
          {
            label: words("facts.weapon"),
            value: <Known thing={kill.weapon} href={weaponPath(game, kill.weapon.class)} />,
          },
        ]
      : []),
    ...(kill.otherWeapons.length > 0
      ? [{ label: words("facts.otherWeapons"), value: kill.otherWeapons.join(", ") }]
      : []),
    ...(kill.damageType ? [{ label: words("facts.damageType"), value: kill.damageType }] : []),
    ...(kill.place
      ? [{ label: words("facts.place"), value: <Known thing={kill.place} href={placePath(game, kill.place.class)} /> }]
      : []),
    ...(kill.system
      ? [
          {
            label: words("facts.system"),
            value: (
              <Link href={killsPath({ game, system: kill.system })} className="hover:underline">
                {kill.system}
              </Link>
            ),
          },
        ]
      : []),
    ...(kill.mode ? [{ label: words("facts.mode"), value: <ModeName game={game} mode={kill.mode} /> }] : []),
    ...(serverId
      ? [
          {
            label: words("facts.server"),
            value: (
              <Link href={killsPath({ server: serverId })} className="hover:underline">
                {serverName ?? serverId}
              </Link>
            ),
          },
        ]
      : []),
    ...(kill.communityIds.length > 0
      ? [
          {
            label: words("facts.communities"),
            value: (
              <span className="flex flex-wrap gap-x-3">
                {kill.communityIds.map((id) => (
                  <Link key={id} href={killsPath({ community: id })} className="hover:underline">
                    {communities.find((each) => each.id === id)?.name ?? id}
                  </Link>
                ))}
              </span>
            ),
          },
        ]
      : []),
    { label: words("facts.game"), value: nameOf(game) },
    ...(kill.build ? [{ label: words("facts.build"), value: kill.build }] : []),
    { label: words("facts.id"), value: <Copyable value={kill.id} what={words("facts.id")} /> },
  ];
  return <DescriptionList items={items} />;
}

/** What people call the mode, with the game's own word for it in the title. */
function ModeName({ game, mode }: { game: string; mode: string }) {
  return <span title={mode}>{modeName(game, mode)}</span>;
}

/** One who took part, and what they were in. */
function Taker({ party, game }: { party: Party | null; game: string }) {
  const words = useTranslations("kills");
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <span className="font-medium">
        <PartyName party={party} />
      </span>
      {party && party.type !== "player" && party.name !== null ? (
        <span className="text-ink-3 text-sm">{words(`party.${party.type}`)}</span>
      ) : null}
      {party?.vehicle ? (
        <span className="text-ink-2">
          {words.rich("facts.inVehicle", {
            vehicle: () => <ThingName thing={party.vehicle} href={shipPath(game, party.vehicle!.class)} />,
          })}
        </span>
      ) : null}
    </span>
  );
}

/** A name with the game's own word for it beside. */
function Known({ thing, href }: { thing: NamedThing; href: string }) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <ThingName thing={thing} href={href} />
      {thing.name && thing.name !== thing.class ? (
        <span className="break-all font-mono text-ink-3 text-xs">{thing.class}</span>
      ) : null}
    </span>
  );
}
