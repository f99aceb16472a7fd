"use client";

import { useTranslations } from "next-intl";
import { Meter } from "#app/ui/meter.tsx";
import { Stack } from "#app/ui/stack.tsx";
import type { Node } from "../node-view.ts";
import { sizeOfText } from "../size-text.ts";

/** What a node's machine has, what its servers were promised of it, and what is used now. Nothing is shown that is not known. */
export function NodeMeters({ node }: { node: Node }) {
  const words = useTranslations("hosting.console");
  const { facts, measured, allocated } = node;
  if (!facts) return null;
  const note = (value: number | null | undefined, limit: number) =>
    value === null || value === undefined ? words("unknown") : words("of", sizeOfText(value, limit));
  const cores = facts.cpus * 100;
  return (
    <Stack gap="sm">
      <Meter
        label={words("cpu")}
        used={measured?.cpuPercent ?? 0}
        limit={cores}
        reserved={allocated.cpuPercent}
        note={
          measured?.cpuPercent == null
            ? words("unknown")
            : words("ofPercent", { value: Math.round(measured.cpuPercent), limit: cores })
        }
      />
      <Meter
        label={words("memory")}
        used={measured?.memoryMiB ?? 0}
        limit={facts.memoryMiB}
        reserved={allocated.memoryMiB}
        note={note(measured?.memoryMiB, facts.memoryMiB)}
      />
      <Meter
        label={words("disk")}
        used={measured?.diskMiB ?? 0}
        limit={facts.diskMiB}
        reserved={allocated.diskMiB}
        note={note(measured?.diskMiB, facts.diskMiB)}
      />
    </Stack>
  );
}
