/** The servers that there are to choose from. */
export const SERVERS_QUERY = { limit: 100, sort: "name" } as const;
