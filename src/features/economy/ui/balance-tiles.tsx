"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Stack } from "#app/ui/stack.tsx";
import { Tile } from "#app/ui/tile.tsx";
import type { Balance } from "../schema.ts";

/** What somebody has, of it what they can spend, and what is set aside; beside it what they owe, if so. */
export function BalanceTiles({ balance }: { balance: Balance }) {
  const words = useTranslations("economy.coins");
  const format = useFormatter();
  return (
    <Stack columns={balance.owed > 0 ? 4 : 3}>
      <Tile label={words("available")} value={format.number(balance.available)} />
      <Tile label={words("balance")} value={format.number(balance.balance)} />
      <Tile label={words("held")} value={format.number(balance.held)} note={words("heldNote")} />
      {balance.owed > 0 ? (
        <Tile label={words("owed")} value={format.number(balance.owed)} note={words("owedNote")} />
      ) : null}
    </Stack>
  );
}
