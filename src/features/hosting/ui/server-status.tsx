"use client";

import { useTranslations } from "next-intl";
import { Status } from "#app/ui/status.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Server } from "../server-view.ts";

export interface ServerStatusProps {
  server: Pick<Server, "state" | "node">;
  /** The word alone, for lists: names need the room. */
  brief?: boolean;
}

/** A server's state as icon, word and colour; of one that nobody can see also since when. */
export function ServerStatus({ server, brief }: ServerStatusProps) {
  const words = useTranslations("hosting.state");
  const seenAt = server.state === "unknown" && !brief ? server.node.lastSeenAt : null;
  return (
    <Status
      state={server.state}
      {...(seenAt && { note: words.rich("lastSeen", { time: () => <Time at={seenAt} /> }) })}
    />
  );
}
