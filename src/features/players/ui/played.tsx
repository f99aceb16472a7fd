import { useTranslations } from "next-intl";

/** A time of play in the two units that matter. */
export function Played({ seconds }: { seconds: number }) {
  const words = useTranslations("players.played");
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return <span className="whitespace-nowrap tabular-nums">{words("minutes", { minutes })}</span>;
  return <span className="whitespace-nowrap tabular-nums">{words("hours", { hours, minutes: minutes % 60 })}</span>;
}
