import { CopyButton } from "./copy-button.tsx";

/** An id, an address or a path in fixed-width letters with its copy button. */
export function Copyable({ value, what, shown }: { value: string; what: string; shown?: string }) {
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-0.5">
      <code className="min-w-0 truncate font-mono text-sm" title={value}>
        {shown ?? value}
      </code>
      <CopyButton value={value} what={what} />
    </span>
  );
}
