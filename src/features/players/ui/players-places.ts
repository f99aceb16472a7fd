/** The places about players, and what must be held, on any one server, to see them. */
export const PLAYERS_PLACES = [
  { href: "/players", name: "players", needs: "players:read" },
  { href: "/players/bans", name: "bans", needs: "players:read" },
  { href: "/players/appeals", name: "appeals", needs: "appeals:read" },
  { href: "/players/reports", name: "reports", needs: "players.reports:read" },
] as const;
