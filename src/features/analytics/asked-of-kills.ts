/** How far back one may ask. */
export const ANALYTICS_PERIODS = ["24h", "7d", "30d", "90d", "365d"] as const;

/** What a trend can be of. */
export const METRICS = [
  "kills",
  "deaths",
  "kdr",
  "win_share",
  "kills_per_hour",
  "pvp_kills",
  "pve_kills",
  "suicides",
  "sessions",
  "hours",
] as const;
