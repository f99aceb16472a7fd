"use client";

import { CircleAlert, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { readFailure } from "./form/failure.ts";
import { RequestId } from "./request-id.tsx";

export interface ErrorStateProps {
  /** What failed: "The servers could not be listed". */
  title: string;
  /** The error itself; why it failed and its request id are read from it. */
  error?: unknown;
  /** What to do about it. */
  advice?: ReactNode;
  onRetry?(): void;
  retrying?: boolean;
}

/** What failed, why, what to do, and the id by which staff find it. It stands inside the panel that failed. */
export function ErrorState({ title, error, advice, onRetry, retrying }: ErrorStateProps) {
  const words = useTranslations("ui.error");
  const failure = error === undefined ? null : readFailure(error);
  return (
    <div role="alert" className="grid justify-items-center gap-1 px-4 py-8 text-center">
      <span className="mb-2 grid size-10 place-items-center rounded-full bg-bad-soft text-bad">
        <CircleAlert aria-hidden className="size-5" />
      </span>
      <p className="font-semibold">{title}</p>
      {failure ? <p className="max-w-prose break-words text-ink-2">{failure.message}</p> : null}
      {advice ? <div className="max-w-prose text-ink-2">{advice}</div> : null}
      {failure?.requestId ? <RequestId id={failure.requestId} /> : null}
      {onRetry ? (
        <div className="mt-3">
          <Button icon={<RotateCw />} onClick={onRetry} pending={retrying}>
            {words("retry")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
