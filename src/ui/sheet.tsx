"use client";

import { Dialog, type DialogProps } from "./dialog.tsx";

/** A dialog at the side that leaves the list it belongs to in sight; the full height of a phone. */
export function Sheet(props: Omit<DialogProps, "size">) {
  return <Dialog {...props} size="side" />;
}
