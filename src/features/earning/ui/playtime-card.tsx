"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Stack } from "#app/ui/stack.tsx";
import type { Ways } from "../schema.ts";
import { TodayMeter } from "./today-meter.tsx";

export function PlaytimeCard({ playtime }: { playtime: NonNullable<Ways["playtime"]> }) {
  const words = useTranslations("earning.earn");
  const { coins, everyMinutes, earnedToday, mostPerDay, minutesToday, players } = playtime;
  return (
    <Card title={words("playtime.title")} description={words("per", { coins, minutes: everyMinutes })}>
      <Stack gap="sm">
        <p className="text-ink-2">{words(players === 0 ? "playtime.link" : "playtime.text")}</p>
        {players === 0 ? (
          <div>
            <LinkButton href={"/settings/profile" as Route}>{words("playtime.toLink")}</LinkButton>
          </div>
        ) : (
          <>
            <p>{words("playtime.minutes", { minutes: minutesToday })}</p>
            <TodayMeter earned={earnedToday} most={mostPerDay} />
          </>
        )}
      </Stack>
    </Card>
  );
}
