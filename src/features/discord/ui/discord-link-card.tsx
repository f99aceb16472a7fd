"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";

/** Who one is on Discord: the bot's commands are done with one's own rights. Where there is no bot and no link there is nothing to show. /link leads here. */
export function DiscordLinkCard() {
  return (
    <div id="discord" className="scroll-mt-16 empty:hidden">
      <LinkCard />
    </div>
  );
}

function LinkCard() {
  const words = useTranslations("discord.link");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.discord.linked.queryOptions({}));
  const [found, setFound] = useState<{ code: string; name: string } | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.discord.linked.pathKey() });
  useEvents(["discord.link_changed"], () => void refresh());
  if (!data || (data.botName === null && data.link === null)) return null;
  const { link, botName } = data;

  async function lookUp(form: FormData) {
    const code = String(form.get("code") ?? "");
    const { name } = await client.discord.lookUpCode.mutate({ code });
    setFound({ code, name });
  }

  if (link)
    return (
      <Card
        title={words("title")}
        actions={
          link.by === "code" ? (
            <ConfirmDialog
              title={words("unlinkTitle", { name: link.name })}
              effect={words("unlinkEffect")}
              actions={[
                {
                  label: words("unlink"),
                  tone: "dangerSolid",
                  async act() {
                    await client.discord.unlink.mutate({});
                    await refresh();
                  },
                },
              ]}
              trigger={<Button>{words("unlink")}</Button>}
            />
          ) : null
        }
      >
        <p className="text-ink-2">
          {words.rich(link.by === "code" ? "linked" : "linkedBySignIn", {
            name: link.name,
            time: () => <Time at={link.linkedAt} />,
          })}
        </p>
      </Card>
    );

  return (
    <Card title={words("title")} description={words("text", { bot: botName ?? "" })}>
      <Form label={words("title")} onSubmit={lookUp}>
        <Field name="code" label={words("code")} hint={words("codeHint")} required>
          <Input mono maxLength={20} autoComplete="off" autoCapitalize="characters" spellCheck={false} />
        </Field>
        <div>
          <SubmitButton>{words("submit")}</SubmitButton>
        </div>
      </Form>
      <ConfirmDialog
        open={found !== null}
        onOpenChange={(open) => {
          if (!open) setFound(null);
        }}
        title={words("confirmTitle", { name: found?.name ?? "" })}
        effect={words("confirmEffect", { name: found?.name ?? "" })}
        actions={[
          {
            label: words("confirm"),
            async act() {
              const { name } = await client.discord.link.mutate({ code: found!.code });
              setFound(null);
              toast.done(words("done", { name }));
              await refresh();
            },
          },
        ]}
      />
    </Card>
  );
}
