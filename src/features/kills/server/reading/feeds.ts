import * as z from "zod";
import { ServerId } from "#app/features/hosting/schema.ts";
import { UserId } from "#app/features/identity/schema.ts";
import { PlayerId } from "#app/features/players/schema.ts";
import { CursorInput, cursorPageOf } from "#app/lib/page.ts";
import { defineQuery } from "#app/operation/define.ts";
import { Kill } from "../../schema.ts";
import { FeedFilters, FeedSubjects, killFeed } from "./kill-feed.ts";

const input = CursorInput.extend(FeedFilters.shape);
const withOther = input.extend({ otherId: FeedSubjects.shape.otherId });
const output = cursorPageOf(Kill);
const ACCESS = { kind: "list", permission: "kills:read" } as const;
const EXAMPLE = "01930000000070008000000000000001";

export const ofUser = defineQuery({
  id: "kills.ofUser",
  summary: "List a user's kills and deaths",
  description: "Of all their players, newest first. Nothing of who shows their kills to few, of whom you are none.",
  access: ACCESS,
  input: withOther.extend({ userId: UserId }),
  output,
  example: { userId: `usr_${EXAMPLE}` },
  http: { method: "GET", path: "/users/{userId}/kills" },
  run: killFeed,
});

export const ofPlayer = defineQuery({
  id: "kills.ofPlayer",
  summary: "List a player's kills and deaths",
  description: "Newest first. Nothing of who shows their kills to few, of whom you are none.",
  access: ACCESS,
  input: withOther.extend({ playerId: PlayerId }),
  output,
  example: { playerId: `ply_${EXAMPLE}` },
  http: { method: "GET", path: "/players/{playerId}/kills" },
  run: killFeed,
});

export const ofServer = defineQuery({
  id: "kills.ofServer",
  summary: "List kills on a game server",
  description: "What its game told of, newest first.",
  access: ACCESS,
  input: input.extend({ serverId: ServerId }),
  output,
  example: { serverId: `srv_${EXAMPLE}` },
  http: { method: "GET", path: "/servers/{serverId}/kills" },
  run: killFeed,
});

export const ofCommunity = defineQuery({
  id: "kills.ofCommunity",
  summary: "List kills of a community",
  description: "What was told in it, newest first. By its own id or that of its server of Discord.",
  access: ACCESS,
  errors: ["not_found"],
  input: input.extend({ communityId: z.string().min(1).max(64) }),
  output,
  example: { communityId: `com_${EXAMPLE}` },
  http: { method: "GET", path: "/communities/{communityId}/kills" },
  run: killFeed,
});
