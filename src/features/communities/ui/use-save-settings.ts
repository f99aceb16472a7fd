import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { toast } from "#app/ui/toast/toast.ts";

type Client = ReturnType<typeof useTRPCClient>;
type Change = Omit<Parameters<Client["communities"]["updateSettings"]["mutate"]>[0], "communityId">;

/** Changes some of a community's settings; what is not given stays. Throws what the server refuses. */
export function useSaveSettings(communityId: string): (change: Change) => Promise<void> {
  const words = useTranslations("communities.settings");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return async (change) => {
    const after = await client.communities.updateSettings.mutate({ communityId, ...change });
    queryClient.setQueryData(trpc.communities.settings.queryKey({ communityId }), after);
    await queryClient.invalidateQueries({ queryKey: trpc.communities.get.pathKey() });
    toast.done(words("saved"));
  };
}
