"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Stack } from "#app/ui/stack.tsx";
import { Tile } from "#app/ui/tile.tsx";
import type { Balance } from "../schema.ts";

/** What somebody has, of it what they can spend, and what is set aside. */
export function BalanceTiles({ balance }: { balance: Balance }) {
  const words = useTranslations("economy.coins");
  const format = useFormatter();
  return (
    <Stack columns={3}>
      <Tile label={words("available")} value={format.number(balance.available)} />
      <Tile label={words("balance")} value={format.number(balance.balance)} />
      <Tile label={words("held")} value={format.number(balance.held)} note={words("heldNote")} />
    </Stack>
  );
}
