"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useId } from "react";
import { useFormState } from "./form.tsx";

/** What a field tells its input: spread it on the element that takes the focus. */
export interface FieldWiring {
  id?: string;
  name?: string;
  required?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

const FieldContext = createContext<FieldWiring>({});

export interface FieldProps {
  /** The value's name in the form, and the path by which the server names its problems. */
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** A problem found here; the form's own answer from the server shows without it. */
  error?: ReactNode;
  required?: boolean;
  /** Says nothing of "optional": in a filter, where every field is. */
  unmarked?: boolean;
  /** The heading above says it already: the label is for screen readers alone. */
  hideLabel?: boolean;
  /** "group" for several inputs under one label (radios, checkboxes): label becomes a legend. */
  kind?: "single" | "group";
  children: ReactNode;
}

/** A label, an input, a hint and what is wrong with it, tied together for every reader. */
export function Field({
  name,
  label,
  hint,
  error,
  required,
  unmarked,
  hideLabel,
  kind = "single",
  children,
}: FieldProps) {
  const words = useTranslations("ui.form");
  const id = useId();
  const { problemOf } = useFormState();
  const problem = error ?? problemOf(name);
  const describedBy = [hint ? `${id}-hint` : "", problem ? `${id}-error` : ""].filter(Boolean).join(" ");
  const wiring: FieldWiring = {
    id,
    name,
    ...(required && { required }),
    ...(describedBy && { "aria-describedby": describedBy }),
    ...(problem ? { "aria-invalid": true as const } : {}),
  };
  const caption = (
    <>
      {label}
      {required || unmarked ? null : <span className="ml-1.5 font-normal text-ink-3">{words("optional")}</span>}
    </>
  );
  const notes = (
    <>
      {hint ? (
        <p id={`${id}-hint`} className="text-ink-3 text-sm">
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-bad text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {problem}
        </p>
      ) : null}
    </>
  );
  if (kind === "group") {
    return (
      <FieldContext value={wiring}>
        <fieldset data-field={name} aria-describedby={describedBy || undefined} className="grid min-w-0 gap-1.5">
          <legend className={hideLabel ? "sr-only" : "mb-1.5 font-medium"}>{caption}</legend>
          {children}
          {notes}
        </fieldset>
      </FieldContext>
    );
  }
  return (
    <FieldContext value={wiring}>
      <div data-field={name} className="grid min-w-0 content-start gap-1.5">
        <label htmlFor={id} className={hideLabel ? "sr-only" : "w-fit font-medium"}>
          {caption}
        </label>
        {children}
        {notes}
      </div>
    </FieldContext>
  );
}

/** What the field around tells this input. Empty outside a field, where the input needs a label of its own. */
export function useField(): FieldWiring {
  return useContext(FieldContext);
}
