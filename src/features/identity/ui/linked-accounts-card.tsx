"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { PROVIDER_NAMES } from "../provider-names.ts";
import { CardLine, CardList } from "./card-list.tsx";
import { leaveForProvider } from "./leave-for-provider.ts";
import { Loaded } from "./loaded.tsx";
import type { ShownProvider } from "./provider-buttons.tsx";
import { ProviderMark } from "./provider-mark.tsx";
import { StaleSignIn, useFreshSignIn } from "./use-fresh-sign-in.tsx";

/** Accounts elsewhere that sign in here. Where no provider is set up and none is linked, there is nothing to show. */
export function LinkedAccountsCard() {
  const words = useTranslations("identity.security.linked");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { fresh, dialog } = useFreshSignIn();
  const list = useQuery(trpc.accounts.list.queryOptions({}));
  const { data: methods } = useQuery(trpc.auth.methods.queryOptions({}));
  const [going, setGoing] = useState<string | null>(null);
  if (list.data?.items.length === 0 && methods?.providers.length === 0) return null;

  async function link(provider: ShownProvider) {
    setGoing(provider.id);
    try {
      const target = await fresh(async () => {
        const url = await leaveForProvider(provider.id, { next: "/settings/security", link: true });
        if (new URL(url, location.href).searchParams.get("error") === "identity.reauthenticate")
          throw new StaleSignIn();
        return url;
      });
      location.assign(target);
    } catch (error) {
      setGoing(null);
      if (!(error instanceof StaleSignIn)) toast.failed(words("notLinked", { provider: provider.name }), error);
    }
  }

  return (
    <Card flush title={words("title")} description={words("text")}>
      {dialog}
      <Loaded query={list} label={words("title")} failed={words("failed")}>
        {({ items }) => (
          <CardList label={words("title")}>
            {items.map(({ provider, accountId, label, linkedAt }) => {
              const name = PROVIDER_NAMES[provider];
              return (
                <CardLine
                  key={`${provider}:${accountId}`}
                  icon={<ProviderMark provider={provider} />}
                  title={label ? words("account", { provider: name, name: label }) : name}
                  actions={
                    <ConfirmDialog
                      title={words("unlinkTitle", { provider: name })}
                      effect={words("unlinkEffect", { provider: name })}
                      actions={[
                        {
                          label: words("unlink"),
                          tone: "dangerSolid",
                          async act() {
                            await fresh(() => client.accounts.unlink.mutate({ provider, accountId }));
                            await queryClient.invalidateQueries({ queryKey: trpc.accounts.list.pathKey() });
                          },
                        },
                      ]}
                      trigger={<Button>{words("unlink")}</Button>}
                    />
                  }
                >
                  {words.rich("since", { time: () => <Time at={linkedAt} /> })}
                </CardLine>
              );
            })}
            {methods?.providers
              .filter(({ id }) => !items.some(({ provider }) => provider === id))
              .map((provider) => (
                <CardLine
                  key={provider.id}
                  icon={<ProviderMark provider={provider.id} />}
                  title={provider.name}
                  actions={
                    <Button pending={going === provider.id} onClick={() => void link(provider)}>
                      {words("link")}
                    </Button>
                  }
                >
                  {words("notYet")}
                </CardLine>
              ))}
          </CardList>
        )}
      </Loaded>
    </Card>
  );
}
