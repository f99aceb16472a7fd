"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Lock, MousePointerClick } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import { directionOf } from "../direction.ts";

/** What is in a room changes by the second while people play. */
const REFRESH_MS = 4_000;
const SHOWN = 25;

export interface RoomPanelProps {
  serverId: string;
  roomId: string | null;
  /** The game is connected, and where its players are is known. */
  isLive: boolean;
  mayLocate: boolean;
  onRoom(roomId: string): void;
}

/** All that is known of one room. */
export function RoomPanel({ serverId, roomId, isLive, mayLocate, onRoom }: RoomPanelProps) {
  const words = useTranslations("world.room");
  return (
    <aside
      aria-label={words("label")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      className="relative h-full overflow-y-auto rounded-lg border border-line bg-surface p-4 -outline-offset-2"
    >
      {roomId === null ? (
        <EmptyState icon={<MousePointerClick aria-hidden />} title={words("noneTitle")}>
          {words("noneText")}
        </EmptyState>
      ) : (
        <OneRoom serverId={serverId} roomId={roomId} isLive={isLive} mayLocate={mayLocate} onRoom={onRoom} />
      )}
    </aside>
  );
}

function OneRoom({ serverId, roomId, isLive, mayLocate, onRoom }: RoomPanelProps & { roomId: string }) {
  const words = useTranslations("world.room");
  const trpc = useTRPC();
  const room = useQuery(trpc.world.room.queryOptions({ serverId, roomId }, { placeholderData: keepPreviousData }));
  if (room.error) return <ErrorState title={words("failed")} error={room.error} onRetry={() => void room.refetch()} />;
  if (!room.data)
    return (
      <Loading label={words("label")}>
        <Skeleton height="1.5rem" width="10rem" />
        <Skeleton height="8rem" />
      </Loading>
    );
  const { name, key, areaName, description, exits, at, properties } = room.data;
  const facts = Object.entries(properties);
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      <div className="min-w-0">
        <h2 className="break-words font-semibold text-lg">{name}</h2>
        <p className="break-words text-ink-2 text-sm">
          {areaName ? `${areaName}, ` : null}
          <code className="font-mono">{key}</code>
          {at ? <span className="tabular-nums"> {words("at", { x: at.x, y: at.y, z: at.z })}</span> : null}
        </p>
        {description ? <p className="mt-2 whitespace-pre-line break-words text-ink-2">{description}</p> : null}
      </div>
      <Part title={words("exits")}>
        {exits.length === 0 ? (
          <p className="text-ink-2 text-sm">{words("noExits")}</p>
        ) : (
          <ul className="grid gap-1">
            {exits.map((exit) => (
              <li key={`${exit.direction} ${exit.destinationId}`}>
                <ExitButton exit={exit} onRoom={onRoom} />
              </li>
            ))}
          </ul>
        )}
      </Part>
      <Contents serverId={serverId} roomId={roomId} isLive={isLive} mayLocate={mayLocate} />
      {facts.length > 0 ? (
        <Part title={words("properties")}>
          <DescriptionList
            items={facts.map(([label, value]) => ({ label, value: shownValue(value, words("none")) }))}
          />
        </Part>
      ) : null}
      <History serverId={serverId} roomId={roomId} isLive={isLive} />
    </div>
  );
}

type Exit = Outputs["world"]["room"]["exits"][number];

function ExitButton({ exit, onRoom }: { exit: Exit; onRoom(roomId: string): void }) {
  const words = useTranslations("world.room");
  const directions = useTranslations("world.directions");
  const known = directionOf(exit.direction);
  const label = (
    <>
      <span className="font-medium">{known ? directions(known) : exit.direction}</span>
      <span className="min-w-0 truncate font-normal text-ink-2">{exit.destinationName ?? words("unknown")}</span>
      {exit.isLocked ? (
        <>
          <Lock aria-hidden className="ml-auto text-warn" />
          <span className="sr-only">{words("locked")}</span>
        </>
      ) : null}
    </>
  );
  return exit.destinationName === null ? (
    <p className="flex min-h-control-sm items-center gap-1.5 px-2 text-sm">{label}</p>
  ) : (
    <span className="grid *:justify-start">
      <Button size="sm" block onClick={() => onRoom(exit.destinationId)}>
        {label}
      </Button>
    </span>
  );
}

function Contents({ serverId, roomId, isLive, mayLocate }: Omit<RoomPanelProps, "onRoom"> & { roomId: string }) {
  const words = useTranslations("world.room");
  const trpc = useTRPC();
  const contents = useQuery(
    trpc.world.contents.queryOptions({ serverId, roomId }, isLive ? { refetchInterval: REFRESH_MS } : {}),
  );
  if (contents.error)
    return (
      <ErrorState title={words("failedContents")} error={contents.error} onRetry={() => void contents.refetch()} />
    );
  if (!contents.data)
    return (
      <Loading label={words("contents")}>
        <Skeleton height="4rem" />
      </Loading>
    );
  const { players, npcs, items } = contents.data;
  return (
    <>
      {mayLocate ? (
        <Part title={words("players")}>
          <Entities entities={players} none={words(isLive ? "nobody" : "notNow")} href={({ id }) => `/players/${id}`} />
        </Part>
      ) : null}
      <Part title={words("npcs")}>
        <Entities entities={npcs} none={words("nobody")} more={`/world/${serverId}/npcs?room=${roomId}`} />
      </Part>
      <Part title={words("items")}>
        <Entities entities={items} none={words("nothing")} more={`/world/${serverId}/items?room=${roomId}`} />
      </Part>
    </>
  );
}

type Entity = Outputs["world"]["contents"]["npcs"][number];

interface EntitiesProps {
  entities: readonly Entity[];
  none: string;
  href?(entity: Entity): string;
  /** Where all of them are. */
  more?: string;
}

function Entities({ entities, none, href, more }: EntitiesProps) {
  const words = useTranslations("world.room");
  if (entities.length === 0) return <p className="text-ink-2 text-sm">{none}</p>;
  const rest = entities.length - SHOWN;
  return (
    <ul className="grid gap-0.5">
      {entities.slice(0, SHOWN).map((entity) => (
        <li key={entity.id} className="break-words" title={entity.description || undefined}>
          {href ? (
            <Link href={href(entity)} className="hover:underline">
              {entity.name}
            </Link>
          ) : (
            entity.name
          )}
        </li>
      ))}
      {rest > 0 ? (
        <li className="text-sm">
          {more ? (
            <Link href={more} className="text-accent underline underline-offset-2">
              {words("more", { count: rest })}
            </Link>
          ) : (
            words("more", { count: rest })
          )}
        </li>
      ) : null}
    </ul>
  );
}

function History({ serverId, roomId, isLive }: { serverId: string; roomId: string; isLive: boolean }) {
  const words = useTranslations("world.room");
  const trpc = useTRPC();
  const log = useInfiniteQuery(
    trpc.world.history.infiniteQueryOptions(
      { serverId, roomId, limit: 20 },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
        // Who reads further back reads in peace.
        refetchInterval: ({ state }) => (isLive && (state.data?.pages.length ?? 0) <= 1 ? REFRESH_MS : false),
      },
    ),
  );
  const happened = log.data?.pages.flatMap(({ items }) => items);
  return (
    <Part title={words("history")}>
      {happened ? (
        happened.length === 0 ? (
          <p className="text-ink-2 text-sm">{words("noHistory")}</p>
        ) : (
          <ol className="grid gap-1 text-sm">
            {happened.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what happened has no id of its own, and only older is added
              <li key={`${one.at} ${index}`} className="flex min-w-0 gap-2">
                <span className="w-24 shrink-0 text-ink-2">
                  <Time at={one.at} />
                </span>
                <span className="min-w-0 break-words">
                  {words(`happened.${one.kind}`, {
                    who: one.who,
                    other: one.other ?? "",
                    named: String(one.other !== null),
                  })}
                </span>
              </li>
            ))}
          </ol>
        )
      ) : log.error ? (
        <ErrorState title={words("failedHistory")} error={log.error} onRetry={() => void log.refetch()} />
      ) : (
        <Skeleton height="4rem" />
      )}
      {log.hasNextPage ? (
        <div className="mt-2">
          <Button size="sm" pending={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {words("older")}
          </Button>
        </div>
      ) : null}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-1 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function shownValue(value: string | number | boolean | null, none: string): string {
  return value === null ? none : String(value);
}
