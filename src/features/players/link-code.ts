/** Letters and digits that nobody takes for another. */
export const LINK_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** A code that makes a player somebody's, wherever it stands in a line: `GK-` and two groups of four. */
export const LINK_CODE = new RegExp(`(?<![A-Z0-9-])GK-[${LINK_LETTERS}]{4}-[${LINK_LETTERS}]{4}(?![A-Z0-9-])`, "i");
