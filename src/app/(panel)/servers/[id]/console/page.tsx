import { ServerConsole } from "#app/features/hosting/ui/server-console.tsx";

export default async function ServerConsolePage({ params }: { params: Promise<{ id: string }> }) {
  return <ServerConsole serverId={(await params).id} />;
}
