"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Shutdown } from "../schema.ts";

/** Calls a planned end off. */
export function CancelShutdown({ shutdown: { serverId, serverName: name } }: { shutdown: Shutdown }) {
  const words = useTranslations("upkeep.shutdowns");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return (
    <ConfirmDialog
      title={words("cancelTitle", { name })}
      effect={words("cancelEffect")}
      trigger={<Button size="sm">{words("cancel")}</Button>}
      actions={[
        {
          label: words("cancel"),
          tone: "primary",
          async act() {
            await client.shutdowns.cancel.mutate({ serverId });
            toast.done(words("cancelled", { name }));
            await queryClient.invalidateQueries({ queryKey: trpc.shutdowns.pathKey() });
          },
        },
      ]}
    />
  );
}
