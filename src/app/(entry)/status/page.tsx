import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StatusBoard } from "#app/features/status/ui/status-board.tsx";
import { pageApi } from "#app/transport/next/caller.ts";

export const metadata: Metadata = { title: "Status" };

/** Where the panel's settings say so, everybody may read it. */
export default async function StatusPage() {
  const api = await pageApi();
  const status = await api.status.get({}).catch((error: unknown) => {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  return <StatusBoard {...status} />;
}
