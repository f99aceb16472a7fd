/** The question for as many of the reader's servers as they choose among to renew by a code; the same on the server, which asks it ahead. */
export const RENEWABLE = { owner: "mine", limit: 100 } as const;
