import type { Dialect } from "./dialect.ts";
import { heliactyl } from "./heliactyl/heliactyl.ts";
import { helpdesk } from "./helpdesk/helpdesk.ts";
import { killTracker } from "./kill-tracker/kill-tracker.ts";
import { maid } from "./maid/maid.ts";
import { stellarstack } from "./stellarstack/stellarstack.ts";

/** Every dialect. A new one is a table of its own and a line here; its switch is among the settings. */
export const dialects: readonly Dialect[] = [heliactyl, helpdesk, killTracker, maid, stellarstack];
