import { ServerActivity } from "#app/features/hosting/ui/server-activity.tsx";

export default async function ServerActivityPage({ params }: { params: Promise<{ id: string }> }) {
  return <ServerActivity serverId={(await params).id} />;
}
