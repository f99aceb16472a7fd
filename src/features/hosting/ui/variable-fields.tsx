"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { PasswordInput } from "#app/ui/form/password-input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import type { BlueprintVariable, VariableValue } from "../variable.ts";

/** The form's name of a variable's field: the path by which the server names its problems. */
const fieldName = (key: string) => `variables.${key}`;

export interface VariableFieldsProps {
  variables: readonly BlueprintVariable[];
  values: Readonly<Record<string, VariableValue>>;
  /** Secrets that have a value, which nobody is shown. Left empty they stay. */
  setSecrets?: readonly string[];
}

/** A field for each variable of a blueprint that people may set, by its kind. */
export function VariableFields({ variables, values, setSecrets = [] }: VariableFieldsProps) {
  const words = useTranslations("hosting.settings");
  return variables.map((variable) => {
    const value = values[variable.key] ?? ("default" in variable ? variable.default : undefined) ?? "";
    const name = fieldName(variable.key);
    if (variable.type === "boolean")
      return (
        <Checkbox
          key={variable.key}
          name={name}
          label={variable.label}
          hint={variable.description}
          defaultChecked={value === true}
        />
      );
    const isKept = setSecrets.includes(variable.key);
    const hint = [variable.description, isKept ? words("secretKept") : ""].filter(Boolean).join(" ");
    return (
      <Field
        key={variable.key}
        name={name}
        label={variable.label}
        hint={hint || undefined}
        required={variable.required && !isKept}
      >
        {variable.type === "choice" ? (
          <Select defaultValue={String(value)} options={variable.choices} />
        ) : variable.type === "secret" ? (
          <PasswordInput defaultValue={String(value)} autoComplete="off" />
        ) : (
          <Input defaultValue={String(value)} inputMode={variable.type === "string" ? "text" : "decimal"} />
        )}
      </Field>
    );
  });
}

/** What was typed into the fields, by key and of each variable's kind; what was left empty is left out. */
export function readVariables(variables: readonly BlueprintVariable[], form: FormData): Record<string, VariableValue> {
  const values: Record<string, VariableValue> = {};
  for (const { key, type } of variables) {
    const text = form.get(fieldName(key));
    if (type === "boolean") values[key] = text === "on";
    else if (typeof text !== "string" || text === "") continue;
    else values[key] = (type === "integer" || type === "number") && !Number.isNaN(Number(text)) ? Number(text) : text;
  }
  return values;
}
