"use client";

import { Ban, CircleCheck, DoorOpen, Hourglass, Lock, MicOff, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "#app/ui/badge.tsx";
import type { Delivery, Punishment } from "../schema.ts";

const ICONS = { ban: Ban, suspend: Lock, mute: MicOff, warn: TriangleAlert, kick: DoorOpen } as const;

/** What it is; strong while it holds. */
export function PunishmentBadge({ punishment: { kind, state } }: { punishment: Pick<Punishment, "kind" | "state"> }) {
  const words = useTranslations("moderation");
  const Icon = ICONS[kind];
  const tone = state !== "active" ? "idle" : kind === "ban" ? "bad" : "warn";
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <Badge tone={tone} icon={<Icon aria-hidden />}>
        {words(`kinds.${kind}`)}
      </Badge>
      {state === "over" || state === "lifted" ? (
        <span className="text-ink-2 text-sm">{words(`states.${state}`)}</span>
      ) : null}
    </span>
  );
}

const TONES = { pending: "info", applied: "ok", failed: "bad", unsupported: "warn", lifted: "idle" } as const;

/** What a game made of it. */
export function DeliveryBadge({ delivery: { state } }: { delivery: Pick<Delivery, "state"> }) {
  const words = useTranslations("moderation.delivery.states");
  const Icon =
    state === "pending" ? Hourglass : state === "applied" || state === "lifted" ? CircleCheck : TriangleAlert;
  return (
    <Badge tone={TONES[state]} icon={<Icon aria-hidden />}>
      {words(state)}
    </Badge>
  );
}
