import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { Finding, InsightType } from "./schema.ts";

export const insightFound = defineEvent({
  type: "analytics.insight",
  summary:
    "Something was found in the kills of a player of yours that stands against chance. Told to whose player it is, and once; figures alone, nobody is named.",
  permission: "analytics:read",
  payload: z.object({
    insightId: z.string(),
    playerId: z.string(),
    userId: z.string(),
    game: z.string(),
    insightType: InsightType,
    title: z.string().describe("What was found, in words that name nobody."),
    effect: Finding.shape.effect,
    n: z.int(),
    p: z.number(),
    pAdjusted: z.number(),
  }),
  example: {
    insightId: "ins_019f3c2a7b407d11a2c35e8f90b1c2d3",
    playerId: "ply_019f3c2a7b407d11a2c35e8f90b1c2d3",
    userId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3",
    game: "star citizen",
    insightType: "place",
    title:
      "At OOC_Stanton_2b_Daymar you won 34 of 50 fights (68%), otherwise 41 of 90 fights (46%): 90% likely 8 to 36 percentage points more.",
    effect: { value: 0.22, low: 0.08, high: 0.36, confidence: 0.9, unit: "share" },
    n: 140,
    p: 0.0011,
    pAdjusted: 0.021,
  },
  subject: ({ userId }) => ({ userId }),
});
