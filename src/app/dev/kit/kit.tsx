"use client";

import { Coins } from "lucide-react";
import { useMemo } from "react";
import type { JobView } from "#app/ui/job-row.tsx";
import { JobTray } from "#app/ui/job-tray.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { type PaletteCommand, usePaletteCommands } from "#app/ui/palette/palette-context.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { NAV_PLACES } from "#app/ui/shell/nav.ts";
import { Shell } from "#app/ui/shell/shell.tsx";
import { Stack } from "#app/ui/stack.tsx";
import type { TableQuery } from "#app/ui/table/table-query.ts";
import { toast } from "#app/ui/toast/toast.ts";
import { ConsoleParts } from "./console-parts.tsx";
import { FeedbackParts } from "./feedback-parts.tsx";
import { FormParts } from "./form-parts.tsx";
import { LayerParts } from "./layer-parts.tsx";
import { SmallParts } from "./small-parts.tsx";
import { TableParts } from "./table-parts.tsx";

const NAV = NAV_PLACES.map((place) => place.id);
const SERVERS = [
  { id: "srv_1", name: "Nightfall", state: "running" as const },
  { id: "srv_2", name: "Lowtide", state: "offline" as const },
];

const KIT_JOBS: readonly JobView[] = [
  {
    id: "job_1",
    title: "Backup of Lowtide",
    state: "running",
    phase: "Archiving",
    percent: 61,
    rate: "4.1 MB/s",
    secondsLeft: 12,
    startedAt: "2026-11-21T01:58:00Z",
  },
  {
    id: "job_2",
    title: "Import of kills.log",
    state: "running",
    phase: "Reading lines",
    count: 22396,
    percent: null,
    startedAt: "2026-11-21T01:59:00Z",
  },
  {
    id: "job_3",
    title: "Installation of Redgate",
    state: "failed",
    error: "The download answered 404.",
    startedAt: "2026-11-20T01:00:00Z",
    finishedAt: "2026-11-20T01:02:00Z",
  },
  {
    id: "job_4",
    title: "Backup of Nightfall",
    state: "succeeded",
    phase: "1.2 GiB",
    startedAt: "2026-11-19T01:00:00Z",
    finishedAt: "2026-11-19T01:02:00Z",
  },
];

/** The gallery, inside the panel's own shell. */
export function Kit({ query }: { query: TableQuery }) {
  return (
    <Shell
      brand="Gamekeeper"
      user={{ name: "Mira Holt" }}
      nav={NAV}
      servers={SERVERS}
      badges={{ tickets: 3 }}
      tools={<JobTray jobs={KIT_JOBS} onCancel={(job) => toast.note(`Cancelling ${job.title}`)} />}
      search={async (text) => [{ id: "player", label: `${text} Ashwyn`, group: "Players", href: "/players/1" }]}
      onSignOut={() => toast.note("Signed out")}
    >
      <KitCommands />
      <PageCrumbs crumbs={[{ label: "Kit" }]} />
      <Stack gap="lg">
        <PageHeader title="Interface kit" description="Every component in its states." />
        <SmallParts />
        <TableParts query={query} />
        <FormParts />
        <LayerParts />
        <FeedbackParts />
        <ConsoleParts />
      </Stack>
    </Shell>
  );
}

function KitCommands() {
  const commands: readonly PaletteCommand[] = useMemo(
    () => [
      {
        id: "restart",
        label: "Restart server",
        group: "Nightfall",
        keywords: ["reboot"],
        run: () => toast.note("A dialog opens"),
      },
      {
        id: "coins",
        label: "Give coins",
        group: "Nightfall",
        icon: <Coins />,
        run: () => toast.note("A dialog opens"),
      },
    ],
    [],
  );
  usePaletteCommands(commands);
  return null;
}
