"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useRef } from "react";
import { useHotkey } from "../hotkeys.tsx";

/** J and K walk through a list's rows, X chooses the one that has the focus. Gives the ref of the list's frame. */
export function useRowKeys(): RefObject<HTMLDivElement | null> {
  const words = useTranslations("ui.table");
  const body = useRef<HTMLDivElement>(null);

  function rows(): HTMLElement[] {
    const all = body.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [];
    return [...all].filter((row) => row.offsetParent !== null);
  }
  function walk(step: 1 | -1) {
    const list = rows();
    const at = list.findIndex((row) => row.contains(document.activeElement));
    const next = at < 0 ? (step > 0 ? list[0] : list.at(-1)) : list[at + step];
    (next?.querySelector<HTMLElement>("a[href]") ?? next?.querySelector<HTMLElement>("button, input"))?.focus();
  }

  useHotkey({ keys: "j", label: words("nextRow"), group: "list", run: () => walk(1) });
  useHotkey({ keys: "k", label: words("previousRow"), group: "list", run: () => walk(-1) });
  useHotkey({
    keys: "x",
    label: words("selectRow"),
    group: "list",
    run() {
      const row = rows().find((candidate) => candidate.contains(document.activeElement));
      row?.querySelector<HTMLInputElement>("[data-row-select]")?.click();
    },
  });
  return body;
}
