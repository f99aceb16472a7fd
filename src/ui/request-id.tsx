"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "./copy-button.tsx";

/** The id by which staff find a failed request in the log, with a button to copy it. */
export function RequestId({ id }: { id: string }) {
  const words = useTranslations("ui.error");
  return (
    <p className="flex flex-wrap items-center gap-x-1 text-ink-3 text-sm">
      {words("requestId")}
      <code className="select-all break-all font-mono">{id}</code>
      <CopyButton value={id} what={words("requestIdName")} />
    </p>
  );
}
