import { ServerSettings } from "#app/features/hosting/ui/server-settings.tsx";

export default async function ServerSettingsPage({ params }: { params: Promise<{ id: string }> }) {
  return <ServerSettings serverId={(await params).id} />;
}
