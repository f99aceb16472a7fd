"use client";

import { type ReactNode, useState } from "react";
import { useLater } from "./later.ts";
import { MENU } from "./layer/layers.ts";
import { Opener } from "./layer/opener.tsx";
import { useLayerFailed } from "./layer/use-layer-failed.ts";

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

/** A menu of acts. It is not modal, so the page behind stays readable and scrolls. Its code comes when one is first opened. */
export function Menu(props: MenuProps) {
  const [opened, setOpened] = useState<{ byKeyboard: boolean } | null>(null);
  const failed = useLayerFailed();
  const Layer = useLater(MENU, opened !== null, (error) => {
    setOpened(null);
    failed(error);
  });
  if (Layer && opened) return <Layer {...props} byKeyboard={opened.byKeyboard} />;
  return (
    <Opener kind="menu" open={opened !== null} onOpen={(_, byKeyboard) => setOpened({ byKeyboard })}>
      {props.trigger}
    </Opener>
  );
}
