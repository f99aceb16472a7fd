"use client";

import { ChevronDown, ChevronUp, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { Input } from "../form/input.tsx";
import { IconButton } from "../icon-button.tsx";
import type { ConsoleView } from "./console-view.ts";

/** Find in what the console holds: Enter to the next, Shift and Enter back, Escape closes. */
export function ConsoleFind({ view, onClose }: { view: RefObject<ConsoleView | null>; onClose(): void }) {
  const words = useTranslations("ui.console");
  const [text, setText] = useState("");
  const [none, setNone] = useState(false);

  function find(direction: "next" | "previous") {
    if (text) setNone(!view.current?.find(text, direction));
  }
  return (
    <search className="flex flex-wrap items-center gap-1.5 border-line border-b bg-surface px-2 py-1.5">
      <div className="min-w-40 flex-1">
        <Input
          autoFocus
          lead={<Search aria-hidden />}
          aria-label={words("findLabel")}
          placeholder={words("findLabel")}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setNone(false);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") find(event.shiftKey ? "previous" : "next");
            if (event.key === "Escape") onClose();
          }}
        />
      </div>
      <span role="status" className="text-ink-2 text-sm">
        {none ? words("notFound") : ""}
      </span>
      <IconButton label={words("findPrevious")} icon={<ChevronUp />} onClick={() => find("previous")} />
      <IconButton label={words("findNext")} icon={<ChevronDown />} onClick={() => find("next")} />
      <IconButton label={words("findClose")} icon={<X />} onClick={onClose} />
    </search>
  );
}
