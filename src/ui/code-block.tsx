"use client";

import { CopyButton } from "./copy-button.tsx";

/** Text to copy: a command, a snippet, a payload. `what` names it: "install command". */
export function CodeBlock({ code, what, wrap }: { code: string; what: string; wrap?: boolean }) {
  return (
    <div className="flex min-w-0 items-start gap-1 rounded-md border border-line bg-sunken p-1">
      {/* biome-ignore lint/a11y/useSemanticElements: a section could not keep the spaces of preformatted text */}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={what}
        role="region"
        className={`relative min-w-0 flex-1 overflow-x-auto p-2 font-mono text-sm ${wrap ? "whitespace-pre-wrap break-all" : ""}`}
      >
        <code>{code}</code>
      </pre>
      <CopyButton value={code} what={what} />
    </div>
  );
}
