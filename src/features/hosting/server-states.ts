/** The words for a server's state at every door, and in the interface. */
export const SERVER_STATES = [
  "running",
  "starting",
  "stopping",
  "offline",
  "crashed",
  "installing",
  "suspended",
  "unknown",
] as const;
