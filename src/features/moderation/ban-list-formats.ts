/** The files in which games keep whom they do not let in. Apart from what reads them, for pages that offer these. */
export const BAN_LIST_FORMATS = {
  "minecraft-players": { file: "banned-players.json", game: "Minecraft", of: "players" },
  "minecraft-ips": { file: "banned-ips.json", game: "Minecraft", of: "addresses" },
  "source-users": { file: "banned_user.cfg", game: "Source", of: "players" },
  "source-ips": { file: "banned_ip.cfg", game: "Source", of: "addresses" },
  "luanti-ips": { file: "ipban.txt", game: "Luanti", of: "both" },
} as const satisfies Record<string, { file: string; game: string; of: "players" | "addresses" | "both" }>;
export type BanListFormat = keyof typeof BAN_LIST_FORMATS;

export const BAN_LIST_FORMAT_NAMES = Object.keys(BAN_LIST_FORMATS) as [BanListFormat, ...BanListFormat[]];
