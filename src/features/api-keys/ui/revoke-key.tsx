"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactElement } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { ConfirmByName } from "#app/ui/confirm-by-name.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { ApiKey } from "../schema.ts";

export interface RevokeKeyProps {
  apiKey: ApiKey;
  /** Whose it is, where that is somebody else. */
  owner?: string;
  /** The button that opens it; without one it is open until `onClose`. */
  trigger?: ReactElement;
  onClose?(): void;
}

/** Ends a key for ever, by its typed name. */
export function RevokeKey({ apiKey: { id, name, lastUsedAt }, owner, trigger, onClose }: RevokeKeyProps) {
  const words = useTranslations("apiKeys");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return (
    <ConfirmByName
      {...(trigger ? { trigger } : { open: true, onOpenChange: (open: boolean) => open || onClose?.() })}
      title={words("revokeDialog.title", { name })}
      name={name}
      consequences={[
        ...(owner === undefined ? [] : [words("revokeDialog.others", { owner })]),
        lastUsedAt
          ? words.rich("revokeDialog.effectUsed", { time: () => <Time at={lastUsedAt} /> })
          : words("revokeDialog.effect"),
      ]}
      actionLabel={words("revokeDialog.action")}
      onConfirm={async () => {
        await client.apiKeys.revoke.mutate({ keyId: id });
        toast.done(words("revokeDialog.done", { name }));
        await queryClient.invalidateQueries({ queryKey: trpc.apiKeys.pathKey() });
      }}
    />
  );
}
