import type { ReactNode } from "react";

export interface PopoverProps {
  trigger: ReactNode;
  /** Names the panel for screen readers. */
  label: string;
  open?: boolean;
  onOpenChange?(open: boolean): void;
  align?: "start" | "center" | "end";
  /** "trigger" is as wide as what opens it; "panel" 22rem. */
  width?: "trigger" | "panel";
  children: ReactNode;
}
