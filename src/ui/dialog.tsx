"use client";

import {
  cloneElement,
  createContext,
  isValidElement,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useContext,
  useRef,
  useState,
} from "react";
import { useLater } from "./later.ts";
import { DIALOG } from "./layer/layers.ts";
import { Opener } from "./layer/opener.tsx";
import { useLayerFailed } from "./layer/use-layer-failed.ts";

export interface DialogProps {
  title: string;
  /** One or two sentences under the title, read out when the dialog opens. */
  description?: ReactNode;
  /** The button that opens it; focus comes back to it. Without one, control it by `open`. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?(open: boolean): void;
  /** False keeps it open on Escape and a click outside, and takes the close button away. */
  dismissible?: boolean;
  size?: "sm" | "md" | "lg" | "side";
  /** Buttons at the end, the main one last. They stay in sight while the body scrolls. */
  footer?: ReactNode;
  children?: ReactNode;
}

const CloseContext = createContext<() => void>(() => {});

/** A modal layer: centred on a desk, a sheet on a phone (`sm` only as high as its content). Its code comes when one is first opened. */
export function Dialog({ trigger, open: controlled, onOpenChange, dismissible = true, ...rest }: DialogProps) {
  const [own, setOwn] = useState(false);
  const open = controlled ?? own;
  const wasOpen = useRef(false);
  const used = useRef(false);
  const opener = useRef<HTMLElement | null>(null);
  // While the layer is not on the page yet, the focus is where it has to come back to.
  if (open && !wasOpen.current) opener.current = focused();
  wasOpen.current = open;
  used.current ||= open;

  function change(next: boolean) {
    setOwn(next);
    onOpenChange?.(next);
  }
  const failed = useLayerFailed();
  const Layer = useLater(DIALOG, used.current, (error) => {
    change(false);
    failed(error);
  });
  return (
    <>
      {trigger ? (
        <Opener
          kind="dialog"
          open={open}
          onOpen={(button) => {
            // Some browsers give no focus to a button that is clicked.
            button.focus();
            change(true);
          }}
        >
          {trigger}
        </Opener>
      ) : null}
      {Layer ? (
        <CloseContext value={() => change(false)}>
          <Layer
            {...rest}
            open={open}
            onOpenChange={change}
            dismissible={dismissible}
            onClosed={() => opener.current?.focus()}
          />
        </CloseContext>
      ) : null}
    </>
  );
}

/** What has the focus; of a line in a menu, the button of the menu, for the line will be gone. */
function focused(): HTMLElement | null {
  if (typeof document === "undefined" || !(document.activeElement instanceof HTMLElement)) return null;
  const menu = document.activeElement.closest("[role='menu']");
  return menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : document.activeElement;
}

interface ButtonLike {
  onClick?(event: MouseEvent): void;
}

/** Wraps a button in a dialog's footer or body that closes it and does nothing else. */
export function DialogClose({ children }: { children: ReactNode }) {
  const close = useContext(CloseContext);
  if (!isValidElement<ButtonLike>(children)) return children;
  const button = children as ReactElement<ButtonLike>;
  return cloneElement(button, {
    onClick(event: MouseEvent) {
      button.props.onClick?.(event);
      if (!event.defaultPrevented) close();
    },
  });
}
