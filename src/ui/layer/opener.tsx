import {
  cloneElement,
  isValidElement,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
} from "react";

interface ButtonLike {
  onClick?(event: MouseEvent<HTMLElement>): void;
  onKeyDown?(event: KeyboardEvent<HTMLElement>): void;
}

export interface OpenerProps {
  kind: "dialog" | "menu";
  open: boolean;
  /** `byKeyboard`: nobody points at anything, so the first line has to have the focus. */
  onOpen(button: HTMLElement, byKeyboard: boolean): void;
  /** The button. */
  children: ReactNode;
}

/** The button that opens a layer, as it is before the layer's own code takes it over. */
export function Opener({ kind, open, onOpen, children }: OpenerProps): ReactNode {
  if (!isValidElement<ButtonLike>(children)) return children;
  const button = children as ReactElement<ButtonLike>;
  return cloneElement(button, {
    "aria-haspopup": kind,
    "aria-expanded": open,
    onClick(event: MouseEvent<HTMLElement>) {
      button.props.onClick?.(event);
      // A click that no pointer made comes from Enter or Space.
      if (!event.defaultPrevented) onOpen(event.currentTarget, event.detail === 0);
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      button.props.onKeyDown?.(event);
      if (kind !== "menu" || event.key !== "ArrowDown" || event.defaultPrevented) return;
      event.preventDefault();
      onOpen(event.currentTarget, true);
    },
  } as Partial<ButtonLike>);
}
