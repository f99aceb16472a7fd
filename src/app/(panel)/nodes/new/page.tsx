import type { Metadata } from "next";
import { AddNode } from "#app/features/hosting/ui/add-node.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Add a node" };

export default async function NewNodePage() {
  if (!may(await pageActor(), "nodes:write")) return <Forbidden permission="nodes:write" />;
  return <AddNode />;
}
