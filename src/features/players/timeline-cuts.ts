/** What a timeline can be cut by. */
export const TIMELINE_KINDS = [
  "chat",
  "commands",
  "sessions",
  "deaths",
  "kills",
  "achievements",
  "punishments",
  "notes",
  "reports",
  "other",
] as const;

/** The ids of entries that are of what happened in games. */
export const EVENT_ID = /^evt-\d{1,15}$/;

/** Whether an entry may be chosen as evidence: what happened in games, not what the team wrote. */
export function isEvidence({ id }: { id: string }): boolean {
  return EVENT_ID.test(id);
}
