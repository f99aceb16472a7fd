import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { loadTableQuery } from "#app/ui/table/table-query.ts";
import { Kit } from "./kit.tsx";
import { KIT_QUERY } from "./kit-rows.ts";

export const metadata: Metadata = { title: "Kit" };

interface KitPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Every component of the interface kit in its states, for looking and for the accessibility test. Not for visitors. */
export default async function KitPage({ searchParams }: KitPageProps) {
  if (process.env.NODE_ENV === "production" && process.env.GAMEKEEPER_KIT !== "1") notFound();
  const query = await loadTableQuery(KIT_QUERY, searchParams);
  return <Kit query={query} />;
}
