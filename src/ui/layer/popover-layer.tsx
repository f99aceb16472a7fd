"use client";

import { Popover as Primitive } from "radix-ui";
import type { PopoverProps } from "../popover-props.ts";

/** What of a popover is there only once it was opened. */
export function PopoverLayer({
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
