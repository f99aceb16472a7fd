/** The part of a keyboard event that tells a stroke. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * A key press as shortcuts spell it: "k", "?", "mod+k", "mod+shift+p". Null for a modifier alone and for Alt chords,
 * which type letters on many keyboards. Shift is told only beside `mod` or a named key: "?" already carries it.
 */
export function strokeOf(press: KeyPress): string | null {
  if (press.altKey || MODIFIERS.has(press.key)) return null;
  const key = press.key.toLowerCase();
  const mod = press.ctrlKey || press.metaKey;
  const shift = press.shiftKey && (mod || key.length > 1);
  return `${mod ? "mod+" : ""}${shift ? "shift+" : ""}${key}`;
}

/** The newest hotkey that ends with what was pressed, the longer sequence first: "g s" before "s". */
export function matchStroke<H extends { keys: string }>(
  hotkeys: readonly H[],
  pressed: readonly string[],
): H | undefined {
  for (let length = pressed.length; length > 0; length--) {
    const keys = pressed.slice(-length).join(" ");
    const match = hotkeys.findLast((hotkey) => hotkey.keys === keys);
    if (match) return match;
  }
  return undefined;
}

const MODIFIERS: ReadonlySet<string> = new Set(["Control", "Meta", "Shift", "Alt", "AltGraph"]);
