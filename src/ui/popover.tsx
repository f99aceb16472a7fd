"use client";

import { Popover as Primitive } from "radix-ui";
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

/** A panel beside its button that leaves the page usable: the job tray, a combobox. */
export function Popover({
  trigger,
  label,
  open,
  onOpenChange,
  align = "end",
  width = "panel",
  children,
}: PopoverProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={`z-layer max-h-[var(--radix-popover-content-available-height)] max-w-[calc(100vw-1rem)] animate-fade overflow-y-auto rounded-lg border border-line bg-raised shadow-layer outline-none ${width === "trigger" ? "w-[max(14rem,var(--radix-popover-trigger-width))]" : "w-88"}`}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
