import type { Metadata } from "next";
import { CreateServer } from "#app/features/hosting/ui/create-server.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "New server" };

export default async function NewServerPage() {
  if (!may(await pageActor(), "servers:create")) return <Forbidden permission="servers:create" />;
  return <CreateServer />;
}
