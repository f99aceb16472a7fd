import { Fragment } from "react";

/** Keys to press, as `hotkeys` spells them: "mod+k", or "g s" for one after the other. */
export function Kbd({ keys }: { keys: string }) {
  const strokes = keys.split(" ");
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-ink-3 text-xs">
      {strokes.map((stroke, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: strokes may repeat
        <Fragment key={index}>
          <kbd className="rounded-sm border border-line bg-surface px-1 font-mono">{strokeWords(stroke)}</kbd>
        </Fragment>
      ))}
    </span>
  );
}

function strokeWords(stroke: string): string {
  return stroke
    .split("+")
    .map((key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key))
    .join(" ");
}

const NAMES: Readonly<Record<string, string>> = { mod: "Ctrl", shift: "Shift", escape: "Esc", enter: "Enter" };
