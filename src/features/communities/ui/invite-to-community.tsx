"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { SecretOnce } from "#app/ui/secret-once.tsx";

/** Makes the code that lets people in, and shows it the one time it can be seen. */
export function InviteToCommunity({ communityId, name }: { communityId: string; name: string }) {
  const words = useTranslations("communities.members");
  const client = useTRPCClient();
  const [made, setMade] = useState<{ code: string; url: string } | null>(null);
  return (
    <>
      <ConfirmDialog
        title={words("inviteTitle")}
        effect={words("inviteEffect")}
        trigger={
          <Button tone="primary" icon={<UserPlus />}>
            {words("invite")}
          </Button>
        }
        actions={[
          {
            label: words("inviteMake"),
            act: async () => setMade(await client.communities.invite.mutate({ communityId })),
          },
        ]}
      />
      {made ? (
        <SecretOnce
          open
          title={words("inviteMade", { name })}
          secrets={[
            { label: words("inviteCode"), value: made.code },
            { label: words("inviteLink"), value: made.url },
          ]}
          storedLabel={words("inviteStored")}
          note={words("inviteNote")}
          onDone={() => setMade(null)}
        />
      ) : null}
    </>
  );
}
