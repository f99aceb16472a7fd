import { shownGame } from "#app/features/kills/ui/shown-game.ts";
import type { pagePrefetch } from "#app/transport/next/caller.ts";

/** The game that a page shows the kills of, as the page's own components find it. */
export async function askedGame(
  asked: string,
  { trpc, fetchQuery }: Pick<Awaited<ReturnType<typeof pagePrefetch>>, "trpc" | "fetchQuery">,
): Promise<string> {
  const known = await fetchQuery(trpc.kills.games.queryOptions({})).catch(() => null);
  return shownGame(asked, known?.items ?? []);
}
