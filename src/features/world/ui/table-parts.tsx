"use client";

import { keepPreviousData } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "#app/ui/button.tsx";
import type { TableState } from "#app/ui/table/use-table-query.ts";

/** What the tables of areas, rooms, NPCs and items have in common. */
export const KEEP = { placeholderData: keepPreviousData };

export function asked(serverId: string, { page, limit, q }: TableState) {
  return { serverId, page, limit, ...(q && { q }) };
}

/** What a list is narrowed to from elsewhere, and the way out of it. */
export function Only({ label, onClear }: { label: string; onClear(): void }) {
  return (
    <Button aria-pressed onClick={onClear}>
      {label} ×
    </Button>
  );
}

export function Cut({ children }: { children: string }): ReactNode {
  return (
    <span className="block max-w-96 truncate text-ink-2" title={children}>
      {children}
    </span>
  );
}

export function Key({ children }: { children: string }): ReactNode {
  return <code className="font-mono text-ink-2 text-sm">{children}</code>;
}
