import { ServerCommunity } from "#app/features/communities/ui/server-community.tsx";
import { ServerSettings } from "#app/features/hosting/ui/server-settings.tsx";
import { Stack } from "#app/ui/stack.tsx";

export default async function ServerSettingsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <Stack>
      <ServerSettings serverId={id} />
      <ServerCommunity serverId={id} />
    </Stack>
  );
}
