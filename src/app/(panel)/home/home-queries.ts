/** What home asks for; the server asks the same ahead. */
export const ALL_SERVERS = { limit: 100, sort: "name" as const };
export const ALL_NODES = { limit: 100 };
/** How many of one's own are not done. */
export const OWN_TICKETS = { mine: true, isDone: false, limit: 1 };
/** Only whether there is any. */
export const ALL_KEYS = { limit: 1 };
