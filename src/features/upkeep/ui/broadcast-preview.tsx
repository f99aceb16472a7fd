"use client";

import { useTranslations } from "next-intl";
import { REACHES } from "../reaches.ts";
import type { ReachedServer } from "./broadcast-where.ts";

/** So many names are written out; of more their number is told. */
const NAMED = 5;

/** Who hears it and who does not, as things are now. */
export function BroadcastPreview({ servers }: { servers: readonly ReachedServer[] }) {
  const words = useTranslations("upkeep.broadcasts");
  const told = servers.filter(({ reach }) => reach === "told");
  const online = told.reduce((sum, server) => sum + server.online, 0);
  return (
    <div role="status" className="grid min-w-0 gap-1 rounded-md bg-sunken px-3 py-2.5 text-sm">
      <p className="font-medium">
        {servers.length === 0 ? words("preview.none") : words("preview.told", { servers: told.length, online })}
      </p>
      {REACHES.map((reach) => {
        const those = servers.filter((server) => server.reach === reach);
        if (those.length === 0) return null;
        const names = those.slice(0, NAMED).map(({ serverName }) => serverName);
        return (
          <p key={reach} className="break-words text-ink-2">
            {words(`preview.${reach}Names`, { names: names.join(", "), more: those.length - names.length })}
          </p>
        );
      })}
    </div>
  );
}
