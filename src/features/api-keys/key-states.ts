/** What may become of a key. */
export const KEY_STATES = ["active", "expired", "disabled", "rotated", "revoked"] as const;
