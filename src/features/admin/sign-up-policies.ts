/** How people get an account. */
export const SIGN_UP_POLICIES = ["open", "invitation", "closed"] as const;
