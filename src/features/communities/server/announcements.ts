import * as z from "zod";
import { namesOf } from "#app/features/catalog/server/index.ts";
import { type BotWords, botWords, channelOf, type NewMessage } from "#app/features/discord/server/index.ts";
import { killRecorded } from "#app/features/kills/events.ts";
import { cut, plain } from "#app/features/webhooks/discord.ts";
import { iso } from "#app/lib/time.ts";
import type { SequencedEvent } from "#app/operation/follow.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { type CommunitySettings, StoredSettings } from "../schema.ts";
import { guildsOfBot } from "./community-rows.ts";

/** What is told in the channel for changes. */
const LOGGED = new Set(["community.changed", "community.member_changed", "kill.changed"]);
const NAME_LENGTH = 100;

const Target = z.object({
  id: z.string(),
  guildId: z.string(),
  settings: StoredSettings,
});
type Target = z.output<typeof Target>;
type ToldKill = z.output<(typeof killRecorded)["payload"]>;

/**
 * What the bot says by itself in a community's channels: its kills, and what was changed in it. Only in channels of its own server of Discord, as the bot sees it
 * now, whatever its settings name. An event of a kill names nobody who shows their kills to few.
 */
export async function communityMessages(tx: Sql, events: readonly SequencedEvent[]): Promise<NewMessage[]> {
  const told = events.filter(
    ({ type, communityId }) => communityId !== null && (type === killRecorded.type || LOGGED.has(type)),
  );
  if (told.length === 0) return [];
  const found = await rows(
    tx,
    Target,
    sql`select id, "guildId", settings from communities where id = any(${told.map(({ communityId }) => communityId!)}::text[]) and "guildId" is not null`,
  );
  const targets = new Map(found.filter(({ settings }) => settings.features.notifications).map((one) => [one.id, one]));
  if (targets.size === 0) return [];
  const guilds = await guildsOfBot(tx);
  const made: NewMessage[] = [];
  for (const event of told) {
    const target = targets.get(event.communityId!);
    const channelId = target && channelFor(target.settings, event.type);
    if (!target || !channelId || !isWithin(guilds, target, channelId)) continue;
    const body =
      event.type === killRecorded.type
        ? {
            form: "text" as const,
            text: await killText(tx, botWords(target.settings.language), killRecorded.payload.parse(event.payload)),
          }
        : { form: "event" as const, type: event.type, at: iso(event.at), payload: withoutIds(event.payload) };
    made.push({
      channelId,
      postId: null,
      relayId: null,
      communityId: target.id,
      eventId: event.id,
      body,
      at: event.at,
    });
  }
  return made;
}

function channelFor({ logChannel, killChannel, killNotifications, features }: CommunitySettings, type: string) {
  if (type !== killRecorded.type) return logChannel;
  return killNotifications && features.killTracker ? killChannel : null;
}

/** Whether the channel is one of the community's own server of Discord. */
export function isWithin(
  guilds: Parameters<typeof channelOf>[0],
  { guildId }: Pick<Target, "guildId">,
  channelId: string,
): boolean {
  return channelOf(guilds, channelId)?.guild.id === guildId;
}

/** One line. All that is foreign in it is text alone: no markup, and mentions nobody. */
async function killText(
  db: Sql,
  words: BotWords,
  { game, kind, killerName, victimName, weapon, place }: ToldKill,
): Promise<string> {
  const nameOf = async (facet: "weapon" | "place", text: string | null) =>
    text && ((await namesOf(db, game, facet, [text])).get(text) ?? text);
  const [by, at] = [await nameOf("weapon", weapon), await nameOf("place", place)];
  const who = (name: string | null) => (name === null ? words("common.somebody") : `**${shown(name)}**`);
  const victim = who(victimName);
  const what =
    kind === "suicide"
      ? words("told.suicide", { victim })
      : killerName === null && kind !== "pvp" && kind !== "pve_kill"
        ? words("told.died", { victim })
        : words("told.killed", { killer: who(killerName), victim });
  return [
    what,
    ...(by ? [words("told.with", { weapon: shown(by) })] : []),
    ...(at ? [words("told.at", { place: shown(at) })] : []),
  ].join(" ");
}

export function shown(text: string): string {
  return cut(plain(text.replaceAll(/\s+/g, " ").trim()), NAME_LENGTH);
}

/** People read names; ids say nothing to them. */
function withoutIds(payload: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(payload as object).filter(([key]) => !/Id$/.test(key)));
}
