/** Acts that staff keep to themselves, though they are about a member's own things. */
export const STAFF_ALONE: readonly string[] = [
  "tickets.note",
  "tickets.updateMany",
  "users.suspensions",
  "users.get",
  "users.interactions",
];

/**
 * What of an act's input its subject is told beside that it was done. Only what is named here is told: a note of staff is an input too. A reason that is
 * given is meant for who reads it.
 */
export const TOLD_INPUTS: Readonly<Record<string, readonly string[]>> = {
  "users.suspend": ["reason", "until"],
  "users.setRoles": ["roles"],
  "coins.add": ["amount", "reason"],
  "coins.take": ["amount", "reason"],
  "coins.set": ["balance", "reason"],
  "servers.suspend": ["reason"],
};
