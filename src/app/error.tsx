"use client";

import { useTranslations } from "next-intl";
import { LinkButton } from "#app/ui/button.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";

interface PageErrorProps {
  error: Error & { digest?: string };
  retry?(): void;
  reset?(): void;
}

/** A page that broke. Its digest is the request's id in the log. */
export default function PageError({ error, retry, reset }: PageErrorProps) {
  const words = useTranslations("ui.error");
  const again = retry ?? reset;
  return (
    <div className="grid min-h-[60vh] content-center justify-items-center">
      <h1 className="sr-only">{words("pageTitle")}</h1>
      <ErrorState
        title={words("pageTitle")}
        error={error.digest ? { message: words("pageAdvice"), requestId: error.digest } : undefined}
        advice={error.digest ? undefined : words("pageAdvice")}
        {...(again && { onRetry: again })}
      />
      <LinkButton tone="quiet" href="/home">
        {words("home")}
      </LinkButton>
    </div>
  );
}
