"use client";

import { Select } from "#app/ui/form/select.tsx";

interface ChoiceProps<Value extends string> {
  label: string;
  /** What stands for no choice. */
  any: string;
  value: Value | null;
  options: readonly { value: Value; label: string }[];
  onChange(value: Value | null): void;
}

/** One of a few to narrow a list to. One that the address names and that is not offered is shown as it is. */
export function Choice<Value extends string>({ label, any, value, options, onChange }: ChoiceProps<Value>) {
  const strange = value !== null && !options.some((option) => option.value === value);
  return (
    <div className="w-44 max-w-full max-sm:w-[calc(50%-0.25rem)]">
      <Select
        aria-label={label}
        value={value ?? ""}
        onChange={(event) => onChange((event.target.value as Value) || null)}
        options={[{ value: "", label: any }, ...options, ...(strange ? [{ value, label: value }] : [])]}
      />
    </div>
  );
}
