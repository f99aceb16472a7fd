"use client";

import { Button, type ButtonProps } from "../button.tsx";
import { useHydrated } from "../use-hydrated.ts";
import { useFormState } from "./form.tsx";

/**
 * The form's own button: pending while the form is being sent, and off until the page hears it. The browser would send the form by itself before, and what was typed
 * would be lost.
 */
export function SubmitButton({ tone = "primary", disabled, ...rest }: Omit<ButtonProps, "type" | "pending">) {
  const { pending } = useFormState();
  const isHeard = useHydrated();
  return <Button {...rest} tone={tone} type="submit" pending={pending} disabled={disabled || !isHeard} />;
}
