"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell as BellIcon, CircleAlert, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { IconButton } from "#app/ui/icon-button.tsx";
import { Link } from "#app/ui/link.tsx";
import { Popover } from "#app/ui/popover.tsx";
import { Time } from "#app/ui/time.tsx";
import { TONE_TEXT } from "#app/ui/tone.ts";
import { placeOf } from "../place-of.ts";
import type { Notification } from "../schema.ts";
import { BELL_QUERY } from "./bell-query.ts";

const ICONS = { info: Info, warn: TriangleAlert, bad: CircleAlert } as const;

/** What somebody should know of, on every page: how many they have not read, and the newest. */
export function Bell() {
  const words = useTranslations("notifications");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const { data, error } = useQuery(trpc.notifications.list.queryOptions(BELL_QUERY));
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.notifications.list.pathKey() });
  useEvents(["notification."], () => void refresh());
  const unread = data?.unread ?? 0;

  async function read(ids?: string[]) {
    await client.notifications.markRead.mutate(ids ? { ids } : {}).catch(() => {});
    await refresh();
  }

  return (
    <span className="relative inline-flex">
      <Popover
        label={words("title")}
        open={open}
        onOpenChange={setOpen}
        align="end"
        trigger={<IconButton label={words("bell", { unread })} icon={<BellIcon />} />}
      >
        <div className="flex items-center justify-between gap-3 px-4 pt-3 pb-1">
          <h2 className="font-semibold">{words("title")}</h2>
          {unread > 0 ? (
            <Button size="sm" tone="quiet" onClick={() => void read()}>
              {words("markRead")}
            </Button>
          ) : null}
        </div>
        {data && data.items.length > 0 ? (
          <ul className="divide-y divide-line">
            {data.items.map((notification) => (
              <Line
                key={notification.id}
                notification={notification}
                onOpen={() => {
                  setOpen(false);
                  if (!notification.readAt) void read([notification.id]);
                }}
              />
            ))}
          </ul>
        ) : (
          <p className="px-4 py-6 text-center text-ink-2">{words(data ? "none" : error ? "failed" : "loading")}</p>
        )}
        {data && data.total > BELL_QUERY.limit ? (
          <p className="border-line border-t px-4 py-2 text-ink-3 text-sm">{words("older")}</p>
        ) : null}
      </Popover>
      {unread > 0 ? (
        <span
          aria-hidden
          className="pointer-events-none absolute top-0 right-0 grid size-4 pointer-coarse:top-1 pointer-coarse:right-1 place-items-center rounded-full bg-accent font-medium text-[0.625rem] text-accent-ink"
        >
          {unread > 9 ? "9+" : unread}
        </span>
      ) : null}
    </span>
  );
}

function Line({ notification, onOpen }: { notification: Notification; onOpen(): void }) {
  const words = useTranslations("notifications");
  const { tone, message, createdAt, readAt, about } = notification;
  const Icon = ICONS[tone];
  const href = about && placeOf(about);
  const content = (
    <>
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${TONE_TEXT[tone]}`} />
      <span className="min-w-0 flex-1">
        <span className={`block break-words ${readAt ? "text-ink-2" : ""}`}>{message}</span>
        <span className="block text-ink-3 text-sm">
          <Time at={createdAt} />
        </span>
      </span>
      {readAt ? null : (
        <span role="img" aria-label={words("unread")} className="mt-1.5 size-2 shrink-0 rounded-full bg-accent" />
      )}
    </>
  );
  const look = "flex items-start gap-3 px-4 py-2.5 -outline-offset-2";
  return (
    <li>
      {href ? (
        <Link href={href} onClick={onOpen} className={`${look} hover:bg-hover`}>
          {content}
        </Link>
      ) : (
        <div className={look}>{content}</div>
      )}
    </li>
  );
}
