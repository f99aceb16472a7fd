/** What a place can be. */
export const PLACE_TYPES = [
  "star",
  "planet",
  "moon",
  "station",
  "settlement",
  "outpost",
  "asteroid",
  "anomaly",
  "nav_point",
] as const;
