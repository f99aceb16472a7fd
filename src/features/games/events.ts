import * as z from "zod";
import { defineEvent, type EventType } from "#app/lib/event.ts";
import { ServerId } from "../hosting/schema.ts";
import { GAME_EVENT_KINDS, GAME_EVENTS, type GameEventKind } from "./game-event.ts";

const SERVER = "srv_019f3c2a7b407d11a2c35e8f90b1c2d3";
/** Told to who may see addresses alone, so never in the stream. */
const KEPT_BACK = { address: true } as const;

function published(kind: GameEventKind): EventType {
  const { says, permission, keep, fields, example } = GAME_EVENTS[kind];
  const said = z.object(fields as z.ZodRawShape);
  return defineEvent({
    type: `game.${kind}`,
    summary: says,
    permission,
    kind: keep === "stored" ? "stored" : "live",
    payload: z.object({
      serverId: ServerId,
      playerId: z.string().nullable().describe("Whom it is about, where the panel knows them."),
      otherId: z.string().nullable().describe("Who else takes part: the killer, the attacker."),
      ...("address" in fields ? said.omit(KEPT_BACK as Record<string, true>) : said).shape,
      details: z.record(z.string(), z.string()).describe("What else the game said of it, in its own words."),
    }),
    example: { serverId: SERVER, playerId: null, otherId: null, details: {}, ...example },
    subject: ({ serverId }) => ({ serverId: serverId as string }),
  });
}

/** What happens inside games, as the stream, webhooks and the history have it: one type for each kind of game event. */
export const GAME_EVENT_TYPES = Object.fromEntries(
  GAME_EVENT_KINDS.map((kind) => [kind, published(kind)]),
) as unknown as Record<GameEventKind, EventType>;
