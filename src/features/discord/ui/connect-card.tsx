"use client";

import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useWho } from "#app/transport/client/who.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { TokenForm } from "./token-form.tsx";

const STEPS = ["make", "intent", "copy"] as const;

/** No bot yet: how one is made, and where its token goes. */
export function ConnectCard() {
  const words = useTranslations("discord.connect");
  const who = useWho();
  return (
    <Card title={words("title")} description={words("text")}>
      {may(who, "instance:manage") ? (
        <div className="grid gap-4">
          <ol className="grid list-decimal gap-1 pl-5">
            {STEPS.map((step) => (
              <li key={step}>
                {words.rich(`steps.${step}`, {
                  portal: (text) => (
                    <a
                      className="underline underline-offset-2"
                      href="https://discord.com/developers/applications"
                      target="_blank"
                      rel="noreferrer"
                    >
                      {text}
                    </a>
                  ),
                  b: (text) => <strong>{text}</strong>,
                })}
              </li>
            ))}
          </ol>
          <TokenForm submit={words("submit")} />
        </div>
      ) : (
        <Callout>{words("ownersOnly")}</Callout>
      )}
    </Card>
  );
}
