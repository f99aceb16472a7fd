import { CircleDot, RefreshCw, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { TONE_TEXT } from "./tone.ts";

/** How fresh a live view is. `staleSince` is words for the moment, "14:02"; `missed` counts lines filled in on resume. */
export type Connection =
  | { state: "connecting" }
  | { state: "live"; missed?: number }
  | { state: "reconnecting"; attempt: number }
  | { state: "stale"; since: string };

/** Says at the head of a console, chart or feed whether what is seen is now. Never by colour alone. */
export function ConnectionPill({ connection }: { connection: Connection }) {
  const words = useTranslations("ui.connection");
  const look = LOOKS[connection.state];
  const Icon = look.icon;
  return (
    <span
      role="status"
      className={`inline-flex items-center gap-1.5 whitespace-nowrap font-medium text-xs ${look.color}`}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {connection.state === "live" &&
        (connection.missed ? words("resumed", { count: connection.missed }) : words("live"))}
      {connection.state === "connecting" && words("connecting")}
      {connection.state === "reconnecting" && words("reconnecting", { attempt: connection.attempt })}
      {connection.state === "stale" && words("stale", { since: connection.since })}
    </span>
  );
}

const LOOKS = {
  connecting: { icon: RefreshCw, color: TONE_TEXT.idle },
  live: { icon: CircleDot, color: TONE_TEXT.ok },
  reconnecting: { icon: RefreshCw, color: TONE_TEXT.warn },
  stale: { icon: TriangleAlert, color: TONE_TEXT.bad },
} as const;
