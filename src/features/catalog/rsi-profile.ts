import * as z from "zod";

/** What a profile page says of somebody; null is what it does not say. */
export const RsiProfile = z.object({
  handle: z.string(),
  displayName: z.string().nullable(),
  title: z.string().nullable(),
  citizenRecord: z.string().nullable().describe("The number of the citizen, with #."),
  avatarUrl: z.string().nullable(),
  enlisted: z.string().nullable().describe("A date, as 2021-02-17."),
  location: z.string().nullable(),
  fluency: z.array(z.string()),
  biography: z.string().nullable(),
  organization: z
    .object({
      isRedacted: z.boolean().describe("Whether they hide which it is."),
      sid: z.string().nullable(),
      name: z.string().nullable(),
      rank: z.string().nullable(),
      stars: z.int().nullable().describe("The rank's stars, up to five."),
    })
    .nullable()
    .describe("The main organisation; null: none."),
});
export type RsiProfile = z.output<typeof RsiProfile>;

/** Where what is told of a profile is from. */
export const PROFILE_SOURCES = ["page", "cache", "stale", "absent", "off", "unavailable"] as const;
export type ProfileSource = (typeof PROFILE_SOURCES)[number];

/** What proves a handle stands so in its biography. */
export const PROOF_CODE = /\bGK-RSI-[A-Z2-9]{4}-[A-Z2-9]{4}\b/gi;
