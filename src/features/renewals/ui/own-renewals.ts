/** The question for the reader's own servers; the same on the server, which asks it ahead. */
export const OWN_RENEWALS = { owner: "mine", limit: 20 } as const;
export const MOST_OWN = 100;
