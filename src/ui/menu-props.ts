import type { ReactNode } from "react";

interface Entry {
  label: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
}

/** One line of a menu. A danger line opens its dialog; it never acts at once. */
export type MenuItem =
  | (Entry & { kind?: "action"; onSelect(): void; danger?: boolean; keys?: string; note?: ReactNode })
  | (Entry & { kind: "link"; href: string; keys?: string; note?: ReactNode })
  | (Entry & { kind: "check"; checked: boolean; onChange(checked: boolean): void })
  | {
      kind: "choice";
      label: string;
      value: string;
      options: readonly { value: string; label: ReactNode }[];
      onChange(value: string): void;
    }
  | { kind: "heading"; label: ReactNode }
  | { kind: "separator" };

export interface MenuProps {
  /** The button that opens it; it needs words or a label of its own. */
  trigger: ReactNode;
  items: readonly MenuItem[];
  align?: "start" | "center" | "end";
}
