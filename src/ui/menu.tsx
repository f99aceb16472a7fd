"use client";

import { useState } from "react";
import { useLater } from "./later.ts";
import { MENU } from "./layer/layers.ts";
import { Opener } from "./layer/opener.tsx";
import { useLayerFailed } from "./layer/use-layer-failed.ts";
import type { MenuProps } from "./menu-props.ts";

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
