/** The question for what the reader waits for; the same on the server, which asks it ahead. */
export const OWN_QUEUE = { owner: "mine", state: "waiting", limit: 20 } as const;
/** And for all who wait, for those who see all servers. */
export const WHOLE_QUEUE = { state: "waiting", limit: 20 } as const;
export const MOST_SHOWN = 100;
