"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { communityBoardInput, communityKillsInput } from "#app/features/communities/ui/community-query.ts";
import { BoardTable } from "#app/features/kills/ui/board-table.tsx";
import { KillLines } from "#app/features/kills/ui/kill-lines.tsx";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";

/** Who leads in a community this week, and what was told in it last; nothing where the reader may not see that. */
export function CommunityKills({ communityId }: { communityId: string }) {
  const words = useTranslations("communities.one");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const board = useQuery(trpc.kills.board.queryOptions(communityBoardInput(communityId)));
  const kills = useQuery(trpc.kills.list.queryOptions(communityKillsInput(communityId)));
  useEvents(["kill.", "leaderboard."], () => {
    void queryClient.invalidateQueries({ queryKey: trpc.kills.board.queryKey(communityBoardInput(communityId)) });
    void queryClient.invalidateQueries({ queryKey: trpc.kills.list.queryKey(communityKillsInput(communityId)) });
  });
  const address = encodeURIComponent(communityId);
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-2">
      {board.data ? (
        <Card
          title={words("board")}
          actions={
            <LinkButton size="sm" href={`/kills/leaderboards?community=${address}`}>
              {words("allBoards")}
            </LinkButton>
          }
        >
          {board.data.items.length === 0 ? (
            <p className="text-ink-2">{words("noBoard")}</p>
          ) : (
            <BoardTable board="kills" rows={board.data.items} own={board.data.own} compared />
          )}
        </Card>
      ) : null}
      {kills.data ? (
        <Card
          title={words("kills")}
          actions={
            <LinkButton size="sm" href={`/kills?community=${address}`}>
              {words("allKills")}
            </LinkButton>
          }
        >
          {kills.data.items.length === 0 ? (
            <p className="text-ink-2">{words("noKills")}</p>
          ) : (
            <KillLines kills={kills.data.items} label={words("kills")} />
          )}
        </Card>
      ) : null}
    </div>
  );
}
