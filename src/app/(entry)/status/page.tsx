import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StatusBoard } from "#app/features/status/ui/status-board.tsx";
import { pageApi } from "#app/transport/next/caller.ts";
import { readForEverybody } from "#app/transport/next/for-everybody.ts";
import { Busy } from "#app/ui/busy.tsx";

export const metadata: Metadata = { title: "Status" };

/** Where the panel's settings say so, everybody may read it. */
export default async function StatusPage() {
  const status = await readForEverybody("status", async () => (await pageApi()).status.get({}));
  if (status === null) notFound();
  return status === "busy" ? <Busy /> : <StatusBoard {...status} />;
}
