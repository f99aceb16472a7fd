/** What of the audit log stands on the home page; the server asks the same ahead. */
export const RECENT_QUERY = { limit: 8 };
