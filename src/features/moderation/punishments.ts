/** What can be done to a player, and how far it reaches. Apart from the schemas, for pages that offer these. */
export const PUNISHMENT_KINDS = ["kick", "warn", "mute", "suspend", "ban"] as const;
export type PunishmentKind = (typeof PUNISHMENT_KINDS)[number];

/** What can follow from many of something: never a mere warning. */
export const FOLLOWING_KINDS = ["kick", "mute", "suspend", "ban"] as const satisfies readonly PunishmentKind[];

export const PUNISHMENT_SCOPES = ["server", "community", "all"] as const;
export type PunishmentScope = (typeof PUNISHMENT_SCOPES)[number];
