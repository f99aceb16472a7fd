import type { ReactNode } from "react";

/** A grey place of the size of what is coming. It appears after 150 ms, so quick answers show no flash. */
export function Skeleton({ width = "100%", height = "1rem" }: { width?: string; height?: string }) {
  return (
    <div
      aria-hidden
      className="animate-late rounded-md bg-line opacity-60"
      style={{ width, height, maxWidth: "100%" }}
    />
  );
}

/**
 * Stands around skeletons: tells screen readers what is loading, and after 8 s tells everybody why it takes so long.
 */
export function Loading({ label, slow, children }: { label: string; slow?: string; children?: ReactNode }) {
  return (
    <div role="status" className="grid min-w-0 gap-2">
      <span className="sr-only">{label}</span>
      {children}
      {slow ? <p className="animate-very-late text-ink-2 text-sm">{slow}</p> : null}
    </div>
  );
}
