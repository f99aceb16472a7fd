"use client";

import { startRegistration } from "@simplewebauthn/browser";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { IconButton } from "#app/ui/icon-button.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { CardLine, CardList } from "./card-list.tsx";
import { deviceName } from "./device-name.ts";
import { Loaded } from "./loaded.tsx";
import { isPasskeyCancelled, usePasskeyAddress, usePasskeysHere } from "./passkey-sign-in.ts";
import { useFreshSignIn } from "./use-fresh-sign-in.tsx";

type Asked = Parameters<typeof startRegistration>[0]["optionsJSON"];
type Client = ReturnType<typeof useTRPCClient>;
type Credential = Parameters<Client["passkeys"]["register"]["mutate"]>[0]["response"];

/** The own passkeys: add, rename, remove. */
export function PasskeysCard() {
  const words = useTranslations("identity.security.passkeys");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { fresh, dialog } = useFreshSignIn();
  const methods = useQuery(trpc.auth.methods.queryOptions({}));
  const here = usePasskeysHere(methods.data?.passkeys ?? null);
  const elsewhere = usePasskeyAddress(methods.data?.passkeys ?? null);
  const list = useQuery(trpc.passkeys.list.queryOptions({}));
  const [naming, setNaming] = useState<{ id: string; name: string } | "new" | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.passkeys.list.pathKey() });

  async function add(name: string) {
    const { token, options } = await fresh(() => client.passkeys.startRegistration.mutate({}));
    const response = await startRegistration({ optionsJSON: options as unknown as Asked }).catch((error: Error) => {
      if (isPasskeyCancelled(error)) throw new Error(words("cancelled"));
      throw error.name === "InvalidStateError" ? new Error(words("already")) : error;
    });
    await client.passkeys.register.mutate({ token, name, response: response as unknown as Credential });
    toast.done(words("added", { name }));
  }
  async function name(form: FormData) {
    const wanted = String(form.get("name") ?? "").trim();
    if (naming === "new") await add(wanted);
    else if (naming) await client.passkeys.rename.mutate({ passkeyId: naming.id, name: wanted });
    setNaming(null);
    await refresh();
  }

  return (
    <Card
      flush
      title={words("title")}
      description={
        elsewhere
          ? words.rich("atLocalhost", {
              link: (text) => (
                <a href={elsewhere} className="text-accent underline underline-offset-2">
                  {text}
                </a>
              ),
            })
          : words(methods.data && !here ? "notHere" : "text")
      }
      {...(here && { actions: <Button onClick={() => setNaming("new")}>{words("add")}</Button> })}
    >
      {dialog}
      <Loaded query={list} label={words("title")} failed={words("failed")}>
        {({ items }) =>
          items.length === 0 ? null : (
            <CardList label={words("title")}>
              {items.map((passkey) => (
                <CardLine
                  key={passkey.id}
                  icon={<KeyRound aria-hidden />}
                  title={passkey.name}
                  {...(passkey.backedUp && { aside: <Badge>{words("synced")}</Badge> })}
                  actions={
                    <>
                      <IconButton
                        label={words("rename", { name: passkey.name })}
                        icon={<Pencil />}
                        onClick={() => setNaming(passkey)}
                      />
                      <ConfirmDialog
                        title={words("removeTitle", { name: passkey.name })}
                        effect={words("removeEffect")}
                        actions={[
                          {
                            label: words("remove"),
                            tone: "dangerSolid",
                            async act() {
                              await fresh(() => client.passkeys.remove.mutate({ passkeyId: passkey.id }));
                              await refresh();
                            },
                          },
                        ]}
                        trigger={<IconButton label={words("removeOf", { name: passkey.name })} icon={<Trash2 />} />}
                      />
                    </>
                  }
                >
                  {words.rich("created", { time: () => <Time at={passkey.createdAt} /> })}{" "}
                  {passkey.lastUsedAt
                    ? words.rich("used", { time: () => <Time at={passkey.lastUsedAt ?? 0} /> })
                    : words("neverUsed")}
                </CardLine>
              ))}
            </CardList>
          )
        }
      </Loaded>
      {naming ? <NameDialog naming={naming} onClose={() => setNaming(null)} onName={name} /> : null}
    </Card>
  );
}

interface NameDialogProps {
  naming: { name: string } | "new";
  onClose(): void;
  onName(form: FormData): Promise<void>;
}

function NameDialog({ naming, onClose, onName }: NameDialogProps) {
  const words = useTranslations("identity.security.passkeys");
  const common = useTranslations("ui.dialog");
  const formId = useId();
  const isNew = naming === "new";
  const { system } = deviceName(navigator.userAgent);
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={isNew ? words("addTitle") : words("renameTitle", { name: naming.name })}
      {...(isNew && { description: words("addText") })}
      footer={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} tone="primary">
            {words(isNew ? "add" : "save")}
          </Button>
        </>
      }
    >
      <Form id={formId} label={words("name")} onSubmit={onName}>
        <Field name="name" label={words("name")} required>
          <Input autoFocus autoComplete="off" maxLength={60} defaultValue={isNew ? (system ?? "") : naming.name} />
        </Field>
      </Form>
    </Dialog>
  );
}
