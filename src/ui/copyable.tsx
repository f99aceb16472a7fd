import { CopyButton } from "./copy-button.tsx";

export interface CopyableProps {
  value: string;
  /** What is copied, in words: "address". */
  what: string;
  /** How it is written where that differs from what is copied. */
  shown?: string;
  /** Breaks a long one into lines; otherwise it is cut off at the end. */
  wrap?: boolean;
}

/** An id, an address or a path in fixed-width letters with its copy button. */
export function Copyable({ value, what, shown, wrap }: CopyableProps) {
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-0.5">
      <code className={`min-w-0 font-mono text-sm ${wrap ? "break-words" : "truncate"}`} title={value}>
        {shown ?? value}
      </code>
      <CopyButton value={value} what={what} />
    </span>
  );
}
