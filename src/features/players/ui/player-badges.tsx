import { Ban, CircleCheck, CircleSlash, Flag, Link2, Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#app/ui/badge.tsx";
import type { Player } from "../schema.ts";

/** Whether they are playing. */
export function Presence({ online }: { online: boolean }) {
  const words = useTranslations("players");
  return online ? (
    <Badge tone="ok" icon={<CircleCheck aria-hidden />}>
      {words("online")}
    </Badge>
  ) : (
    <Badge icon={<CircleSlash aria-hidden />}>{words("offline")}</Badge>
  );
}

type Flagged = Pick<Player, "status" | "openReports" | "isLinked">;

/** Whether there is something that the team should know of them at a glance. */
export function isFlagged({ status, openReports, isLinked }: Flagged): boolean {
  return status !== "active" || Boolean(openReports) || isLinked;
}

/** What the team should know of them at a glance. */
export function Flags({ player }: { player: Flagged }) {
  const words = useTranslations("players");
  const { status, openReports, isLinked } = player;
  if (!isFlagged(player)) return null;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {status === "banned" ? (
        <Badge tone="bad" icon={<Ban aria-hidden />}>
          {words("shows.banned")}
        </Badge>
      ) : null}
      {status === "suspended" ? (
        <Badge tone="warn" icon={<Lock aria-hidden />}>
          {words("shows.suspended")}
        </Badge>
      ) : null}
      {openReports ? (
        <Badge tone="warn" icon={<Flag aria-hidden />}>
          {words("reportCount", { count: openReports })}
        </Badge>
      ) : null}
      {isLinked ? <Badge icon={<Link2 aria-hidden />}>{words("shows.linked")}</Badge> : null}
    </span>
  );
}
