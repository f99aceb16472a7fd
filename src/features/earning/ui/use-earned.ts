"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { toast } from "#app/ui/toast/toast.ts";

/** What follows on coins that have come: a word, and all that shows them is asked anew. */
export function useEarned(): (coins: number) => Promise<void> {
  const words = useTranslations("earning.earn");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async (coins) => {
    toast.done(words("got", { coins }));
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.earning.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.coins.pathKey() }),
    ]);
  };
}
