import type { Route } from "next";
import { redirect } from "next/navigation";

export default async function ServerPage({ params }: { params: Promise<{ id: string }> }) {
  redirect(`/servers/${(await params).id}/console` as Route);
}
