"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Callout } from "./callout.tsx";
import { Dialog, DialogClose } from "./dialog.tsx";
import { useAct } from "./use-act.ts";

/** One way to go on. The first is the gentlest; `tone` dangerSolid marks what players will feel. */
export interface ConfirmAction {
  label: string;
  tone?: "primary" | "neutral" | "danger" | "dangerSolid";
  /** Runs while the dialog shows it is under way; a thrown error stays in the dialog, and the dialog stays open. */
  act(): Promise<void> | void;
}

export interface ConfirmDialogProps {
  /** Names the act and the thing: "Restart Nightfall?" */
  title: string;
  /** What will happen and to whom: "36 players are online." */
  effect: ReactNode;
  actions: readonly ConfirmAction[];
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?(open: boolean): void;
}

/** For acts that disturb but can be made good: it names the effect and offers the ways to go on. */
export function ConfirmDialog({ title, effect, actions, trigger, open, onOpenChange }: ConfirmDialogProps) {
  const words = useTranslations("ui.dialog");
  const { layer, pending, failure, run } = useAct({ open, onOpenChange });
  return (
    <Dialog
      size="sm"
      title={title}
      description={effect}
      trigger={trigger}
      {...layer}
      footer={
        <>
          <DialogClose>
            <Button>{words("cancel")}</Button>
          </DialogClose>
          {actions.map((action) => (
            <Button
              key={action.label}
              tone={action.tone ?? "primary"}
              pending={pending === action.label}
              disabled={pending !== null && pending !== action.label}
              onClick={() => run(action.label, action.act)}
            >
              {action.label}
            </Button>
          ))}
        </>
      }
    >
      {failure ? <Callout tone="bad" title={failure} /> : null}
    </Dialog>
  );
}
