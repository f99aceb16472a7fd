import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { Link } from "./link.tsx";
import { Spinner } from "./spinner.tsx";

export const buttonLook = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium text-sm transition-colors disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        primary:
          "border-transparent bg-accent text-accent-ink enabled:hover:bg-accent-hover [&:is(a)]:hover:bg-accent-hover",
        neutral:
          "border-line bg-surface text-ink hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft",
        quiet:
          "border-transparent text-ink-2 hover:bg-hover hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-ink",
        danger: "border-line bg-surface text-bad hover:border-bad hover:bg-bad-soft",
        dangerSolid: "border-transparent bg-bad text-bad-ink enabled:hover:bg-bad-hover",
      },
      size: { sm: "h-control-sm px-2", md: "h-control px-3" },
      shape: { text: "", icon: "aspect-square px-0" },
      block: { true: "w-full", false: "" },
    },
    defaultVariants: { tone: "neutral", size: "md", shape: "text", block: false },
  },
);

type Look = Omit<VariantProps<typeof buttonLook>, "shape">;

export interface ButtonProps extends Omit<ComponentProps<"button">, "className">, Look {
  icon?: ReactNode;
  /** The act is under way: the button keeps its words and its place, shows a spinner and ignores clicks. */
  pending?: boolean;
}

/** A button is a verb in one to three words. `type` is "button" unless said otherwise, so nothing submits by accident. */
export function Button({ tone, size, block, icon, pending, children, onClick, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonLook({ tone, size, block })}
      aria-disabled={pending || rest["aria-disabled"] || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </button>
  );
}

export interface LinkButtonProps extends Omit<ComponentProps<typeof Link>, "className">, Look {
  icon?: ReactNode;
}

/** Looks like a button, goes to an address: for what opens in a new tab as well as here. */
export function LinkButton({ tone, size, block, icon, children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={buttonLook({ tone, size, block })}>
      {icon}
      {children}
    </Link>
  );
}
