import type { Route } from "next";
import { notFound, redirect } from "next/navigation";
import { pageApi } from "#app/transport/next/caller.ts";

/** Also by the short id or the UUID that programs of other systems know a server by. */
export default async function ServerPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  redirect(`/servers/${id.startsWith("srv_") ? id : await serverIdOf(id)}/console` as Route);
}

async function serverIdOf(id: string): Promise<string> {
  const api = await pageApi();
  const found = await api.servers.find({ id: id.slice(0, 64) }).catch(() => null);
  return found?.serverId ?? notFound();
}
