/** What the bell shows: the newest. */
export const BELL_QUERY = { page: 1, limit: 20 };
