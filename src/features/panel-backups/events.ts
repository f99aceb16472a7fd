import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { BackupState, PanelBackupId } from "./schema.ts";

export const panelBackupChanged = defineEvent({
  type: "panel_backup.state_changed",
  summary: "A backup of the panel has come a step further, is done and verified, or failed.",
  permission: "instance:manage",
  payload: z.object({
    backupId: PanelBackupId,
    state: BackupState,
    problem: z.string().nullable().describe("What went wrong, if it did."),
  }),
  example: { backupId: "pbk_019f3c2a7b407d11a2c35e8f90b1c2d3", state: "done", problem: null },
  subject: () => ({}),
});

export const panelBackupRemoved = defineEvent({
  type: "panel_backup.removed",
  summary: "A backup of the panel was removed.",
  permission: "instance:manage",
  payload: z.object({ backupId: PanelBackupId }),
  example: { backupId: "pbk_019f3c2a7b407d11a2c35e8f90b1c2d3" },
  subject: () => ({}),
});
