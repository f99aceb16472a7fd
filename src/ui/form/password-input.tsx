"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { useField } from "./field.tsx";
import { BOX } from "./input.tsx";

export interface PasswordInputProps extends Omit<ComponentProps<"input">, "className" | "type"> {
  /** Tells password managers what it is for. */
  autoComplete: "current-password" | "new-password" | "one-time-code" | "off";
}

/** A secret to type or paste, with a button to see it. Password managers and pasting are welcome. */
export function PasswordInput(props: PasswordInputProps) {
  const words = useTranslations("ui.form");
  const [shown, setShown] = useState(false);
  return (
    <span className="relative block min-w-0">
      <input
        {...useField()}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        {...props}
        type={shown ? "text" : "password"}
        className={`${BOX} h-control pr-10 pointer-coarse:pr-12`}
      />
      <button
        type="button"
        aria-label={words("showPassword")}
        aria-pressed={shown}
        title={shown ? words("hidePassword") : words("showPassword")}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 grid aspect-square place-items-center rounded-md text-ink-2 hover:text-ink [&_svg]:size-4"
      >
        {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </button>
    </span>
  );
}
