import { useNow, useTranslations } from "next-intl";

interface PlayedProps {
  /** Of visits that are over. */
  seconds: number;
  /** Since when they are in; the time since then counts too. */
  since?: string | null;
}

/** A time of play in the two units that matter. */
export function Played({ seconds, since = null }: PlayedProps) {
  const words = useTranslations("players.played");
  const now = useNow(since ? { updateInterval: 60_000 } : undefined);
  const openSec = since ? Math.max(0, (now.getTime() - Date.parse(since)) / 1000) : 0;
  const minutes = Math.floor((seconds + openSec) / 60);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return <span className="whitespace-nowrap tabular-nums">{words("minutes", { minutes })}</span>;
  return <span className="whitespace-nowrap tabular-nums">{words("hours", { hours, minutes: minutes % 60 })}</span>;
}
