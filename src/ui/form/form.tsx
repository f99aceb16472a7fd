"use client";

import { useTranslations } from "next-intl";
import { createContext, type FormEvent, type ReactNode, useContext, useEffect, useId, useRef, useState } from "react";
import { Callout } from "../callout.tsx";
import { RequestId } from "../request-id.tsx";
import { type Failure, type FieldProblem, readFailure } from "./failure.ts";
import { problemsOf } from "./validity.ts";

interface FormState {
  pending: boolean;
  problemOf(name: string): string | undefined;
}

const FormContext = createContext<FormState>({ pending: false, problemOf: () => undefined });

export interface FormProps {
  /**
   * Sends the form, once no field lacks what it needs. What it throws is shown: problems of fields under their fields, the
   * rest above. Typed values stay.
   */
  onSubmit(values: FormData): Promise<void> | void;
  /** Names the form for screen readers when no heading does. */
  label?: string;
  id?: string;
  children: ReactNode;
}

/** A form that knows it is being sent, shows what the server refused, and puts focus on the first field to mend. */
export function Form({ onSubmit, label, id, children }: FormProps) {
  const words = useTranslations("ui.form");
  const form = useRef<HTMLFormElement>(null);
  const ownId = useId();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  // Problems of what is no field of this form: they are told above it.
  const [homeless, setHomeless] = useState<readonly FieldProblem[]>([]);
  const [mended, setMended] = useState<ReadonlySet<string>>(new Set());

  useEffect(() => {
    if (!failure) return;
    const first = form.current?.querySelector<HTMLElement>("[aria-invalid='true']");
    (first ?? form.current?.querySelector<HTMLElement>("[data-form-failure]"))?.focus();
  }, [failure]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const problems = problemsOf(event.currentTarget, (fault, limits) => words(`faults.${fault}`, limits));
    if (problems.length > 0) {
      setMended(new Set());
      setHomeless([]);
      setFailure({ message: "", fields: problems });
      return;
    }
    setPending(true);
    try {
      await onSubmit(new FormData(event.currentTarget));
      setFailure(null);
    } catch (error) {
      const told = readFailure(error);
      setMended(new Set());
      setHomeless(
        told.fields.filter((field) => !form.current?.querySelector(`[data-field="${CSS.escape(field.path)}"]`)),
      );
      setFailure(told);
    } finally {
      setPending(false);
    }
  }

  function problemOf(name: string): string | undefined {
    if (mended.has(name)) return undefined;
    return failure?.fields.find((field) => field.path === name)?.message;
  }

  const allPlaced = failure !== null && failure.fields.length > 0 && homeless.length === 0;
  return (
    <FormContext value={{ pending, problemOf }}>
      <form
        ref={form}
        id={id ?? ownId}
        aria-label={label}
        // What a browser sends by itself, whatever the reason, is never in an address.
        method="post"
        className="grid grid-cols-1 gap-4"
        noValidate
        onSubmit={submit}
        onInput={(event) => {
          const name = (event.target as Partial<HTMLInputElement>).name;
          if (name && failure && !mended.has(name)) setMended(new Set(mended).add(name));
        }}
      >
        {failure ? (
          <div data-form-failure tabIndex={-1}>
            <Callout tone="bad" title={allPlaced ? words("mend", { count: failure.fields.length }) : failure.message}>
              {homeless.length > 0 ? (
                <ul className="list-disc pl-5">
                  {homeless.map((field) => (
                    <li key={field.path}>
                      {field.path}: {field.message}
                    </li>
                  ))}
                </ul>
              ) : null}
              {failure.requestId && !allPlaced ? <RequestId id={failure.requestId} /> : null}
            </Callout>
          </div>
        ) : null}
        {children}
      </form>
    </FormContext>
  );
}

/** Whether the form around is being sent, and what the server said of a field. */
export function useFormState(): FormState {
  return useContext(FormContext);
}
