/** Which kills are in figures and on boards: all that count, or those alone that are more than somebody's word. */
export const FIGURED_KILLS = ["all", "sure"] as const;
