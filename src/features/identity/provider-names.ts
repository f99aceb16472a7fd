/** Who can vouch for people, as people know them. */
export const PROVIDER_NAMES = { discord: "Discord", google: "Google", github: "GitHub" } as const;
