import { Hash } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "#app/ui/badge.tsx";
import { Time } from "#app/ui/time.tsx";

export interface ChannelLineProps {
  channelName: string | null;
  guildName: string | null;
  lastError: string | null;
  lastSentAt: string | null;
  badge?: ReactNode;
  /** What it is about. */
  children: ReactNode;
  actions?: ReactNode;
}

/** A channel and what goes on in it. */
export function ChannelLine({
  channelName,
  guildName,
  lastError,
  lastSentAt,
  badge,
  children,
  actions,
}: ChannelLineProps) {
  const words = useTranslations("discord.channel");
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0">
      <span className="text-ink-3">
        <Hash aria-hidden className="size-5" />
      </span>
      <div className="min-w-0 flex-1 basis-48">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 break-words font-medium">{channelName ?? words("gone")}</span>
          {guildName ? <span className="text-ink-3 text-sm">{guildName}</span> : null}
          {badge}
          {lastError ? <Badge tone="bad">{words("failing")}</Badge> : null}
        </div>
        <div className="break-words text-ink-2 text-sm">{children}</div>
        <p className="break-words text-ink-3 text-sm">
          {lastError ?? (lastSentAt ? words.rich("last", { time: () => <Time at={lastSentAt} /> }) : words("never"))}
        </p>
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </li>
  );
}
