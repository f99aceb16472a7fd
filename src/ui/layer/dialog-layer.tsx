"use client";

import { cva, type VariantProps } from "class-variance-authority";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "../icon-button.tsx";

const look = cva(
  "fixed z-layer flex animate-dialog flex-col border border-line bg-raised shadow-layer outline-none max-md:inset-x-0 max-md:bottom-0 max-md:max-h-dvh max-md:pb-[env(safe-area-inset-bottom)]",
  {
    variants: {
      size: {
        sm: "max-md:rounded-t-lg md:w-[30rem]",
        md: "max-md:top-0 md:w-[36rem]",
        lg: "max-md:top-0 md:w-[52rem]",
        side: "max-md:top-0 md:inset-y-0 md:right-0 md:w-[34rem]",
      },
    },
    compoundVariants: [
      {
        size: ["sm", "md", "lg"],
        class:
          "md:top-[12vh] md:left-1/2 md:max-h-[80vh] md:max-w-[calc(100vw-2rem)] md:-translate-x-1/2 md:rounded-lg",
      },
    ],
    defaultVariants: { size: "md" },
  },
);

export interface DialogLayerProps extends VariantProps<typeof look> {
  title: string;
  description?: ReactNode;
  open: boolean;
  onOpenChange(open: boolean): void;
  dismissible: boolean;
  footer?: ReactNode;
  children?: ReactNode;
  /** Puts the focus back where it was before. */
  onClosed(): void;
}

/** What of a dialog is there only once one is open. */
export function DialogLayer({
  title,
  description,
  open,
  onOpenChange,
  dismissible,
  size,
  footer,
  children,
  onClosed,
}: DialogLayerProps) {
  const words = useTranslations("ui.dialog");
  const hold = dismissible ? undefined : (event: Event) => event.preventDefault();
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-scrim animate-fade bg-scrim" />
        <Primitive.Content
          className={look({ size })}
          onEscapeKeyDown={hold}
          onInteractOutside={hold}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <div className="flex items-start gap-3 px-5 pt-4 pb-1">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="break-words font-semibold text-lg">{title}</Primitive.Title>
              {description ? (
                <Primitive.Description asChild>
                  <div className="mt-1 text-base text-ink-2">{description}</div>
                </Primitive.Description>
              ) : null}
            </div>
            {dismissible ? (
              <Primitive.Close asChild>
                <IconButton label={words("close")} icon={<X />} size="sm" />
              </Primitive.Close>
            ) : null}
          </div>
          <div
            className={`relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 ${children ? "pt-2 pb-5" : "pb-3"}`}
          >
            {children}
          </div>
          {footer ? (
            <div className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">{footer}</div>
          ) : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
