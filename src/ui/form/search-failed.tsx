"use client";

import { CircleAlert, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../button.tsx";

/** That suggestions could not be asked for, which is not that there are none. The focus stays where one types. */
export function SearchFailed({ onRetry }: { onRetry?: (() => void) | undefined }) {
  const words = useTranslations("ui.combobox");
  return (
    <div className="flex flex-wrap items-center justify-center gap-2 px-3 py-2">
      <span className="flex items-center gap-1.5">
        <CircleAlert aria-hidden className="size-4 shrink-0 text-bad" />
        {words("failed")}
      </span>
      {onRetry ? (
        <Button size="sm" icon={<RotateCw />} onPointerDown={(event) => event.preventDefault()} onClick={onRetry}>
          {words("retry")}
        </Button>
      ) : null}
    </div>
  );
}
