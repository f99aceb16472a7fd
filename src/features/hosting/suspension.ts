import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";

/** Why a server can be suspended; it may be for several reasons at once, and runs again when none is left. */
export const SUSPENSION_KINDS = ["staff", "owner", "expired", "over_package"] as const;
export const SuspensionKind = z
  .enum(SUSPENSION_KINDS)
  .describe(
    "staff: by the team; owner: its owner is suspended; expired: it was not renewed; over_package: its owner's package has no room for it.",
  );
export type SuspensionKind = z.output<typeof SuspensionKind>;

/** An open suspension, as whoever sees the server sees it. */
export const Suspension = z.object({
  kind: SuspensionKind,
  note: z.string().nullable().describe("What whoever suspended it says to its owner."),
  since: Timestamp,
});
export type Suspension = z.output<typeof Suspension>;
