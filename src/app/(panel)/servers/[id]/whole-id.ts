import { notFound } from "next/navigation";
import { pageApi } from "#app/transport/next/caller.ts";

/** The id of the server that an address names, also by the short id or the UUID that programs of other systems know it by. */
export async function wholeIdOf(id: string): Promise<string> {
  if (id.startsWith("srv_")) return id;
  const api = await pageApi();
  const found = await api.servers.find({ id: id.slice(0, 64) }).catch(() => null);
  return found?.serverId ?? notFound();
}
