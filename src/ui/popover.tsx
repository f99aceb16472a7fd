"use client";

import { useState } from "react";
import { useLater } from "./later.ts";
import { POPOVER } from "./layer/layers.ts";
import { Opener } from "./layer/opener.tsx";
import { useLayerFailed } from "./layer/use-layer-failed.ts";
import type { PopoverProps } from "./popover-props.ts";

/** A panel beside its button that leaves the page usable: the job tray, a combobox. Its code comes when one is first opened. */
export function Popover({ open: controlled, onOpenChange, ...rest }: PopoverProps) {
  const [own, setOwn] = useState(false);
  const [used, setUsed] = useState(false);
  const open = controlled ?? own;
  if (open && !used) setUsed(true);

  function change(next: boolean) {
    setOwn(next);
    onOpenChange?.(next);
  }
  const failed = useLayerFailed();
  const Layer = useLater(POPOVER, used, (error) => {
    setUsed(false);
    change(false);
    failed(error);
  });
  if (Layer) return <Layer {...rest} open={open} onOpenChange={change} />;
  return (
    <Opener kind="dialog" open={open} onOpen={() => change(true)}>
      {rest.trigger}
    </Opener>
  );
}
