import { later } from "../later.ts";

/** Dialogs, menus and panels: half of what a page would load, and nothing of it is seen before a click. */
export const DIALOG = later(() => import("./dialog-layer.tsx").then(({ DialogLayer }) => DialogLayer));
export const MENU = later(() => import("./menu-layer.tsx").then(({ MenuLayer }) => MenuLayer));
export const POPOVER = later(() => import("./popover-layer.tsx").then(({ PopoverLayer }) => PopoverLayer));

export const PALETTE = later(() => import("../palette/palette.tsx").then(({ Palette }) => Palette));

/** Fetches them while the page is at rest, so that the first click waits for nothing. Gives the way to call it off. */
export function loadLayersAtRest(): () => void {
  const load = () => {
    // One that does not come now is asked for again by the click that needs it.
    for (const part of [MENU, DIALOG, PALETTE, POPOVER]) part.load().catch(() => {});
  };
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(load, 1_000);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(load, { timeout: 3_000 });
  return () => cancelIdleCallback(request);
}
