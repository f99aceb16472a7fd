"use client";

import { BookOpen, Crosshair, HardDrive, Plus, Server, Settings, User, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { settingsPath, settingsPlaces } from "#app/features/identity/ui/settings-places.ts";
import { KILL_PLACES } from "#app/features/kills/ui/kill-places.ts";
import { PLAYERS_PLACES } from "#app/features/players/ui/players-places.ts";
import { holdsSomewhere, may } from "#app/lib/access.ts";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { type PaletteCommand, type PaletteSearch, usePaletteCommands } from "#app/ui/palette/palette-context.tsx";

/** So many of a kind are enough to see whether more letters are needed. */
const MOST = 8;

/** What the palette offers on every page beside the places: each page of the settings, and what can be made. Renders nothing. */
export function PanelCommands() {
  const settings = useTranslations("identity.settings");
  const hosting = useTranslations("hosting");
  const keys = useTranslations("apiKeys");
  const players = useTranslations("players");
  const kills = useTranslations("kills");
  const who = useWho();
  const commands = useMemo<readonly PaletteCommand[]>(() => {
    const group = settings("title");
    return [
      ...settingsPlaces(who).map((place) => ({
        id: `settings.${place.id}`,
        label: settings(`places.${place.id}.name`),
        group,
        icon: <Settings aria-hidden />,
        href: settingsPath(place),
      })),
      { id: "docs", label: keys("docs"), group, icon: <BookOpen aria-hidden />, href: "/docs/api" },
      // The list itself is among the places to go.
      ...PLAYERS_PLACES.filter(({ name, needs }) => name !== "players" && holdsSomewhere(who, needs)).map(
        ({ href, name }) => ({
          id: `players.${name}`,
          label: players(`tabs.${name}`),
          group: players("title"),
          icon: <Users aria-hidden />,
          href,
        }),
      ),
      ...KILL_PLACES.filter(({ name, needs }) => name !== "feed" && holdsSomewhere(who, needs)).map(
        ({ href, name }) => ({
          id: `kills.${name}`,
          label: kills(`tabs.${name}`),
          group: kills("feed.title"),
          icon: <Crosshair aria-hidden />,
          href,
        }),
      ),
      ...(may(who, "servers:create")
        ? [
            {
              id: "servers.new",
              label: hosting("list.new"),
              group: hosting("list.title"),
              icon: <Plus aria-hidden />,
              href: "/servers/new",
            },
          ]
        : []),
      ...(may(who, "nodes:write")
        ? [
            {
              id: "nodes.new",
              label: hosting("nodes.add"),
              group: hosting("nodes.title"),
              icon: <Plus aria-hidden />,
              href: "/nodes/new",
            },
          ]
        : []),
    ];
  }, [who, settings, hosting, keys, players, kills]);
  usePaletteCommands(commands, "everywhere");
  return null;
}

/** Finds servers, players, nodes and users by their names, each kind for whoever may see it. */
export function usePanelSearch(): PaletteSearch {
  const hosting = useTranslations("hosting");
  const users = useTranslations("identity.users");
  const players = useTranslations("players");
  const client = useTRPCClient();
  const who = useWho();
  return useCallback(
    async (q, signal) => {
      const question = { q: q.slice(0, 64), limit: MOST };
      const [servers, played, nodes, people] = await Promise.all([
        client.servers.list.query(question, { signal }),
        holdsSomewhere(who, "players:read") ? client.players.list.query(question, { signal }) : null,
        may(who, "nodes:read") ? client.nodes.list.query(question, { signal }) : null,
        may(who, "users:read") ? client.users.list.query(question, { signal }) : null,
      ]);
      return [
        ...servers.items.map(({ id, name }) => ({
          id,
          label: name,
          group: hosting("list.title"),
          icon: <Server aria-hidden />,
          href: `/servers/${id}/console`,
        })),
        ...(played?.items ?? []).map(({ id, name }) => ({
          id,
          label: name,
          group: players("title"),
          icon: <Users aria-hidden />,
          href: `/players/${id}`,
        })),
        ...(nodes?.items ?? []).map(({ id, name }) => ({
          id,
          label: name,
          group: hosting("nodes.title"),
          icon: <HardDrive aria-hidden />,
          href: `/nodes/${id}`,
        })),
        ...(people?.items ?? []).map(({ id, name }) => ({
          id,
          label: name,
          group: users("title"),
          icon: <User aria-hidden />,
          href: `/settings/users/${id}`,
        })),
      ];
    },
    [client, who, hosting, users, players],
  );
}
