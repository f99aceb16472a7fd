// What pages and schemas both name. Here, beside the schemas, so that a page does not carry a validator's code for a word.

/** What Star Citizen is called among the games whose logs are read; the others are called as their patterns are. */
export const STAR_CITIZEN_LOG = "star-citizen";

/** When a log begins, as the clock of its machine showed it: a day, or a day and a time. */
export const BEGINS = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?$/;

/** The most deaths that are handed on at once, from an agent or by an upload. */
export const MOST_FACTS = 500;

/** Why lines of a log are left out. */
export const SKIP_REASONS = ["npc_only", "repeated", "without_time", "unreadable", "other_mode", "not_in"] as const;
/** Why deaths of a log are not taken. */
export const LEFT_REASONS = ["in_the_future", "odd_name"] as const;

/** Why a machine reads nothing. `outside`: not below a configured folder, wherever links lead; it reads as if it were not there. */
export const LOG_PROBLEMS = ["no_roots", "outside", "not_found", "no_file", "no_access", "too_big", "damaged"] as const;
/** Why nothing could be read of a log on a node; `away`: the node did not come back. */
export const IMPORT_PROBLEMS = [...LOG_PROBLEMS, "away"] as const;
