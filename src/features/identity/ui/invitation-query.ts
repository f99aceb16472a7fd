/** What of the list of invitations is in the address: its page. */
export const INVITATION_QUERY = { sort: "-created" };
