/** What of the list of keys is in the address: the page alone. */
export const KEY_QUERY = { sort: "" };
