import type { ReactNode } from "react";
import { type ButtonProps, buttonLook } from "./button.tsx";
import { Spinner } from "./spinner.tsx";

export interface IconButtonProps extends Omit<ButtonProps, "icon" | "block" | "children" | "aria-label" | "title"> {
  /** What it does, as a screen reader says it and a mouse shows it. */
  label: string;
  icon: ReactNode;
}

/** A square button whose words are in its label. */
export function IconButton({
  label,
  icon,
  tone = "quiet",
  size,
  pending,
  onClick,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonLook({ tone, size, shape: "icon" })}
      aria-label={label}
      title={label}
      aria-disabled={pending || rest["aria-disabled"] || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    >
      {pending ? <Spinner /> : icon}
    </button>
  );
}
