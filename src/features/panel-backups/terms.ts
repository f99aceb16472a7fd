export const FREQUENCIES = ["off", "daily", "weekly"] as const;
export const SEALED_BY = ["installation", "passphrase"] as const;
export const RUNNING_STATES = ["waiting", "writing", "sealing", "storing", "verifying"] as const;
export const BACKUP_STATES = [...RUNNING_STATES, "done", "unverified", "failed", "removing"] as const;

/** Whether a backup of this state is still being made. */
export function isRunning(state: (typeof BACKUP_STATES)[number]): boolean {
  return (RUNNING_STATES as readonly string[]).includes(state);
}
