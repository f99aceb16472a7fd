"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { CodeBlock } from "#app/ui/code-block.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Link } from "#app/ui/link.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { eventPath } from "../event-path.ts";
import type { EventFilter } from "./event-query.ts";
import type { ShownEvent } from "./use-live-tail.ts";

export interface EventSheetProps {
  event: ShownEvent | null;
  serverName(serverId: string): string | null;
  onClose(): void;
  /** Shows only what has this in common with the event. */
  onOnly(filter: Partial<EventFilter>): void;
}

/** One event whole, at the side: what it says, as programs get it, and the way to what it is about. */
export function EventSheet({ event, serverName, onClose, onOnly }: EventSheetProps) {
  const words = useTranslations("events.sheet");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.events.catalogue.queryOptions({}, { staleTime: Number.POSITIVE_INFINITY }));
  if (!event) return null;
  const { serverId, communityId, userId } = event;
  const path = eventPath(event);
  const ids = [
    { label: words("id"), value: event.id },
    ...(serverId ? [{ label: words("server"), value: serverId, name: serverName(serverId) }] : []),
    ...(communityId ? [{ label: words("community"), value: communityId }] : []),
    ...(userId ? [{ label: words("user"), value: userId }] : []),
  ];
  return (
    <Sheet
      open
      onOpenChange={(open) => open || onClose()}
      title={event.type}
      description={
        data?.items.find(({ type }) => type === event.type)?.summary ?? <Time at={event.at} mode="absolute" />
      }
    >
      <Stack>
        <DescriptionList
          items={[
            { label: words("at"), value: <Time at={event.at} mode="absolute" /> },
            { label: words("position"), value: <span className="font-mono tabular-nums">{event.position}</span> },
            { label: words("version"), value: event.version },
            ...ids.map(({ label, value, ...named }) => ({
              label,
              value: (
                <>
                  {"name" in named && named.name ? <div>{named.name}</div> : null}
                  <Copyable value={value} what={label} />
                </>
              ),
            })),
          ]}
        />
        <div className="flex flex-wrap gap-2">
          {path ? (
            <Link
              href={path}
              className="inline-flex h-control-sm items-center gap-1.5 rounded-md border border-line px-2.5 text-sm hover:bg-sunken [&_svg]:size-4"
            >
              {words("open")}
              <ArrowRight aria-hidden />
            </Link>
          ) : null}
          <Button size="sm" onClick={() => onOnly({ type: event.type })}>
            {words("onlyType")}
          </Button>
          {serverId ? (
            <Button size="sm" onClick={() => onOnly({ server: serverId })}>
              {words("onlyServer")}
            </Button>
          ) : null}
        </div>
        <section className="grid min-w-0 gap-1.5">
          <h3 className="font-semibold">{words("json")}</h3>
          <CodeBlock code={JSON.stringify(event, null, 2)} what={words("json")} wrap />
        </section>
      </Stack>
    </Sheet>
  );
}
