/** The lists of the page, as it is first shown. */
export const FIRST = { limit: 10 } as const;
export const SERVERS = { limit: 100, sort: "name" } as const;
