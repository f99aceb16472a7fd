"use client";

import { cva, type VariantProps } from "class-variance-authority";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";

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

export interface DialogProps extends VariantProps<typeof look> {
  title: string;
  /** One or two sentences under the title, read out when the dialog opens. */
  description?: ReactNode;
  /** The button that opens it; focus comes back to it. Without one, control it by `open`. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?(open: boolean): void;
  /** False keeps it open on Escape and a click outside, and takes the close button away. */
  dismissible?: boolean;
  /** Buttons at the end, the main one last. They stay in sight while the body scrolls. */
  footer?: ReactNode;
  children?: ReactNode;
}

/** A modal layer: centred on a desk, a sheet on a phone (`sm` only as high as its content). */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  dismissible = true,
  size,
  footer,
  children,
}: DialogProps) {
  const words = useTranslations("ui.dialog");
  const hold = dismissible ? undefined : (event: Event) => event.preventDefault();
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Primitive.Trigger asChild>{trigger}</Primitive.Trigger> : null}
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-scrim animate-fade bg-scrim" />
        <Primitive.Content
          className={look({ size })}
          onEscapeKeyDown={hold}
          onInteractOutside={hold}
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

/** Wraps a button in a dialog's footer or body that closes it and does nothing else. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Primitive.Close asChild>{children}</Primitive.Close>;
}
