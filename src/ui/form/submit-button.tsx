"use client";

import { Button, type ButtonProps } from "../button.tsx";
import { useFormState } from "./form.tsx";

/** The form's own button: pending while the form is being sent. */
export function SubmitButton({ tone = "primary", ...rest }: Omit<ButtonProps, "type" | "pending">) {
  const { pending } = useFormState();
  return <Button {...rest} tone={tone} type="submit" pending={pending} />;
}
