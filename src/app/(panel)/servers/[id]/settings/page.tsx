import { ServerCommunity } from "#app/features/communities/ui/server-community.tsx";
import { ServerSettings } from "#app/features/hosting/ui/server-settings.tsx";

import { RenewalCard } from "#app/features/renewals/ui/renewal-card.tsx";

export default async function ServerSettingsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <ServerSettings serverId={id}>
      <RenewalCard serverId={id} />
      <ServerCommunity serverId={id} />
    </ServerSettings>
  );
}
