import { operations } from "#app/features/registry.ts";
import { type Actor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";

/** A weekly plan, a backup of the panel that was made and verified, and one that failed. */
export async function addBackups(owner: Actor): Promise<void> {
  const { panelBackups } = operations;
  const place = { kind: "folder", folder: "/var/backups/panel" } as const;
  const passphrase = "words that open the backups";
  const when = { frequency: "weekly", weekday: 7, time: "03:30", keep: 7 } as const;
  await execute(panelBackups.setPlan, owner, { ...when, place, sealedBy: "passphrase", passphrase });
  const { id: backupId } = await execute(panelBackups.begin, owner, {});
  const file = "gamekeeper-2026-11-22T03-30-00Z-89abcdef.sealed";
  const facts = { place, file, sealedBy: "passphrase", bytes: 4096, tables: 120, rows: 3000 } as const;
  await execute(panelBackups.advance, SYSTEM, { backupId, state: "storing", facts });
  await execute(panelBackups.advance, SYSTEM, { backupId, state: "done" });
  const failed = await execute(panelBackups.begin, owner, {});
  const problem = "The disk is full. Make room, or keep fewer backups.";
  await execute(panelBackups.advance, SYSTEM, { backupId: failed.id, state: "failed", problem });
}
