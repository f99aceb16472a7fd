import { useTranslations } from "next-intl";
import { Badge } from "#app/ui/badge.tsx";
import type { RenewalState } from "../schema.ts";

const TONES = { active: "ok", soon: "warn", expired: "bad", suspended: "bad", exempt: "info" } as const;

/** In a word, whether a server's time is paid. */
export function RenewalBadge({ state }: { state: RenewalState }) {
  const words = useTranslations("renewals.states");
  return <Badge tone={TONES[state]}>{words(state)}</Badge>;
}
