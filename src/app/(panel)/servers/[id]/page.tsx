import type { Route } from "next";
import { redirect } from "next/navigation";
import { wholeIdOf } from "./whole-id.ts";

export default async function ServerPage({ params }: { params: Promise<{ id: string }> }) {
  redirect(`/servers/${await wholeIdOf((await params).id)}/console` as Route);
}
