import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { KillId, KillState } from "./schema.ts";

const Payload = z.object({
  killId: KillId,
  game: z.string(),
  at: z.string(),
  kind: z.string(),
  killerId: z.string().nullable(),
  killerName: z.string().nullable(),
  victimId: z.string().nullable(),
  victimName: z.string().nullable(),
  weapon: z.string().nullable(),
  place: z.string().nullable(),
  evidence: z.string(),
  confirmations: z.int(),
  serverId: z.string().nullable(),
  communityId: z.string().nullable(),
});
const EXAMPLE = {
  killId: "kil_019f3c2a7b407d11a2c35e8f90b1c2d3",
  game: "star citizen",
  at: "2026-11-21T12:00:00.000Z",
  kind: "pvp",
  killerId: "ply_019f3c2a7b407d11a2c35e8f90b1c2d3",
  killerName: "Kestrel",
  victimId: "ply_019f3c2a7b407d11a2c35e8f90b1c2d4",
  victimName: "Outlaw-Joe",
  weapon: "behr_rifle_ballistic_01",
  place: "OOC_Stanton_2b_Daymar",
  evidence: "observed",
  confirmations: 1,
  serverId: null,
  communityId: null,
};
const subject = ({ serverId, communityId }: { serverId: string | null; communityId: string | null }) => ({
  serverId,
  communityId,
});

export const killRecorded = defineEvent({
  type: "kill.recorded",
  summary:
    "A kill was told of for the first time. Told once it is public; whoever shows their kills to few is not named.",
  permission: "kills:read",
  payload: Payload,
  example: EXAMPLE,
  subject,
});

export const killChanged = defineEvent({
  type: "kill.changed",
  summary: "A kill was corrected, disputed, decided upon, retracted or counted again.",
  permission: "kills:read",
  payload: z.object({
    killId: KillId,
    state: KillState,
    change: z.string(),
    serverId: z.string().nullable(),
    communityId: z.string().nullable(),
  }),
  example: { killId: EXAMPLE.killId, state: "disputed", change: "disputed", serverId: null, communityId: null },
  subject,
});
