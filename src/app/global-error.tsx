"use client";

import "./globals.css";
import messages from "#app/ui/messages.en.json";

/** The layout itself broke, so nothing of it can be used here: words come straight from the catalogue. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  const words = messages.error;
  return (
    <html lang="en">
      <body>
        <main className="grid min-h-dvh content-center justify-items-center gap-2 p-4 text-center">
          <h1 className="font-semibold text-xl">{words.pageTitle}</h1>
          <p className="text-ink-2">{words.pageAdvice}</p>
          {error.digest ? (
            <p className="text-ink-3 text-sm">
              {words.requestId} <code className="select-all font-mono">{error.digest}</code>
            </p>
          ) : null}
          <button
            type="button"
            className="mt-2 h-control rounded-md border border-line bg-surface px-3 font-medium"
            onClick={() => location.reload()}
          >
            {words.retry}
          </button>
        </main>
      </body>
    </html>
  );
}
