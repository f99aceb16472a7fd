"use client";

import { useTranslations } from "next-intl";
import { Status } from "#app/ui/status.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Node } from "../node-view.ts";

export interface NodeStatusProps {
  node: Pick<Node, "state" | "lastSeenAt">;
  /** The word alone, for lists: names need the room. */
  brief?: boolean;
}

/** A node's state; of a silent one also since when. */
export function NodeStatus({ node, brief }: NodeStatusProps) {
  const words = useTranslations("hosting.state");
  const seenAt = node.state === "unknown" && !brief ? node.lastSeenAt : null;
  return (
    <Status
      state={node.state}
      {...(seenAt && { note: words.rich("lastSeen", { time: () => <Time at={seenAt} /> }) })}
    />
  );
}
