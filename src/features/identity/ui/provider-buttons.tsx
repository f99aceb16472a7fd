"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import type { Provider } from "../schema.ts";
import { leaveForProvider, type ProviderIntent } from "./leave-for-provider.ts";
import { ProviderMark } from "./provider-mark.tsx";

export interface ShownProvider {
  id: Provider;
  name: string;
}

/** A button for each provider that is set up here. */
export function ProviderButtons({ providers, ...intent }: ProviderIntent & { providers: readonly ShownProvider[] }) {
  const words = useTranslations("identity.providers");
  const [going, setGoing] = useState<Provider | null>(null);
  const [failed, setFailed] = useState<ShownProvider | null>(null);

  async function go(provider: ShownProvider) {
    setGoing(provider.id);
    setFailed(null);
    try {
      location.assign(await leaveForProvider(provider.id, intent));
    } catch {
      setGoing(null);
      setFailed(provider);
    }
  }
  return (
    <div className="grid grid-cols-1 gap-2">
      {failed ? <Callout tone="bad" title={words("unreached", { provider: failed.name })} /> : null}
      {providers.map((provider) => (
        <Button
          key={provider.id}
          block
          icon={<ProviderMark provider={provider.id} />}
          pending={going === provider.id}
          disabled={going !== null && going !== provider.id}
          onClick={() => void go(provider)}
        >
          {words("continue", { provider: provider.name })}
        </Button>
      ))}
    </div>
  );
}
