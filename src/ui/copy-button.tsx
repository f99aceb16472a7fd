"use client";

import { Check, Copy, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { copyText } from "./copy-text.ts";
import { IconButton } from "./icon-button.tsx";

export interface CopyButtonProps {
  value: string;
  /** What is copied, in the words of a sentence: "address", "request id". */
  what: string;
  /** With its words beside the icon. */
  wide?: boolean;
}

/** Copies a text and says what was copied; says so too when the browser refused. */
export function CopyButton({ value, what, wide }: CopyButtonProps) {
  const words = useTranslations("ui.copy");
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);

  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const label = outcome ? words(outcome, { what }) : words("copy", { what });
  const icon =
    outcome === "copied" ? (
      <Check className="text-ok" />
    ) : outcome === "refused" ? (
      <X className="text-bad" />
    ) : (
      <Copy />
    );
  const copy = async () => setOutcome((await copyText(value)) ? "copied" : "refused");
  return (
    <>
      {wide ? (
        <Button icon={icon} onClick={copy}>
          {label}
        </Button>
      ) : (
        <IconButton label={label} icon={icon} size="sm" onClick={copy} />
      )}
      <span role="status" className="sr-only">
        {outcome ? label : ""}
      </span>
    </>
  );
}
