import { GAME_EVENTS, type GameEventKind } from "#app/features/games/game-event.ts";
import type { Database } from "#app/platform/database.ts";
import { until } from "./sidecars.ts";

/** What the panel knows of one server's game, as lines to compare. */
export function watchGame(database: Database, serverId: string) {
  const { prisma } = database;
  /** The events of these kinds in their order, each as `kind a=b c=d`. */
  async function told(...kinds: string[]): Promise<string[]> {
    const rows = await prisma.gameEvent.findMany({
      where: { serverId, ...(kinds.length > 0 && { kind: { in: kinds } }) },
      orderBy: { id: "asc" },
    });
    return rows.map(({ kind, fields }) => {
      const said = fields as Record<string, unknown>;
      const names = Object.keys(GAME_EVENTS[kind as GameEventKind].fields).filter((name) => name in said);
      return [kind, ...names.map((name) => `${name}=${said[name]}`)].join(" ");
    });
  }
  return {
    told,
    /** Resolves when an event of this beginning has been told. */
    until: (line: string, withinMs = 30_000) =>
      until(async () => (await told()).some((one) => one.startsWith(line)), withinMs),
    /** Who is in, by name. */
    async online(): Promise<string[]> {
      const rows = await prisma.playerServer.findMany({ where: { serverId, online: true }, orderBy: { name: "asc" } });
      return rows.map(({ name }) => name);
    },
    sessions: (name: string) =>
      prisma.playerSession.findMany({
        where: { serverId, player: { name } },
        orderBy: { id: "asc" },
        select: { address: true, endReason: true, endedAt: true },
      }),
  };
}
