import { createHash } from "node:crypto";

/** What has an id in a world, and how the ids of its sort begin. */
const PREFIXES = { area: "ara", room: "rom", npc: "npc", item: "itm" } as const;
export type WorldNoun = keyof typeof PREFIXES;

/**
 * The id of something in a server's world, made of what its game calls it: whoever refers to it needs to look nothing up, and it is the same after the game
 * has told of its world anew. A UUID of version 8 (RFC 9562 section 5.8).
 */
export function worldId(noun: WorldNoun, serverId: string, key: string): string {
  const digest = createHash("sha256").update(`${serverId}\n${noun}\n${key}`).digest();
  digest[6] = (digest[6]! & 0x0f) | 0x80;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  return `${PREFIXES[noun]}_${digest.toString("hex", 0, 16)}`;
}
