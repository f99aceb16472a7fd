"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { Loaded } from "./loaded.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { CodeField } from "./second-factor-form.tsx";
import { useFreshSignIn } from "./use-fresh-sign-in.tsx";

interface Started {
  secret: string;
  qrSvg: string;
}
const FEW_CODES = 3;

/** The authenticator: setting it up, its recovery codes, turning it off. */
export function SecondFactorCard() {
  const words = useTranslations("identity.security.factor");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { fresh, dialog } = useFreshSignIn();
  const status = useQuery(trpc.totp.get.queryOptions({}));
  const [started, setStarted] = useState<Started | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [starting, setStarting] = useState(false);

  function refresh() {
    void queryClient.invalidateQueries({ queryKey: trpc.totp.get.pathKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.profile.get.pathKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.sessions.list.pathKey() });
  }
  async function start() {
    setStarting(true);
    try {
      setStarted(await fresh(() => client.totp.start.mutate({})));
    } catch (error) {
      toast.failed(words("notStarted"), error);
    } finally {
      setStarting(false);
    }
  }
  async function renew() {
    const { recoveryCodes } = await fresh(() => client.totp.renewRecoveryCodes.mutate({}));
    setCodes(recoveryCodes);
    refresh();
  }
  async function turnOff() {
    await fresh(() => client.totp.disable.mutate({}));
    refresh();
    toast.done(words("turnedOff"));
  }

  return (
    <>
      <Card
        title={
          <span className="flex flex-wrap items-center gap-2">
            {words("title")}
            {status.data ? (
              <Badge tone={status.data.enabledAt ? "ok" : "idle"}>{words(status.data.enabledAt ? "on" : "off")}</Badge>
            ) : null}
          </span>
        }
        description={words("text")}
        {...(status.data &&
          !status.data.enabledAt && {
            actions: (
              <Button tone="primary" pending={starting} onClick={() => void start()}>
                {words("setUp")}
              </Button>
            ),
          })}
      >
        {status.data?.enabledAt === null ? null : (
          <Loaded query={status} label={words("title")} failed={words("failed")}>
            {({ enabledAt, recoveryCodesLeft }) =>
              enabledAt === null ? null : (
                <div className="grid gap-3">
                  <p className="text-ink-2">
                    {words.rich("since", { time: () => <Time at={enabledAt} /> })}{" "}
                    {words("codesLeft", { count: recoveryCodesLeft })}
                  </p>
                  {recoveryCodesLeft <= FEW_CODES ? (
                    <Callout tone="warn" title={words("fewCodes", { count: recoveryCodesLeft })} />
                  ) : null}
                  <div className="flex flex-wrap gap-2">
                    <ConfirmDialog
                      title={words("renewTitle")}
                      effect={words("renewEffect")}
                      actions={[{ label: words("renew"), act: renew }]}
                      trigger={<Button>{words("renew")}</Button>}
                    />
                    <ConfirmDialog
                      title={words("offTitle")}
                      effect={words("offEffect")}
                      actions={[{ label: words("turnOff"), tone: "dangerSolid", act: turnOff }]}
                      trigger={<Button tone="danger">{words("turnOff")}</Button>}
                    />
                  </div>
                </div>
              )
            }
          </Loaded>
        )}
      </Card>
      {dialog}
      {started ? (
        <SetUpDialog
          started={started}
          onClose={() => setStarted(null)}
          onConfirmed={(made) => {
            setStarted(null);
            setCodes(made);
            refresh();
          }}
        />
      ) : null}
      {codes ? <RecoveryCodes codes={codes} onDone={() => setCodes(null)} /> : null}
    </>
  );
}

interface SetUpDialogProps {
  started: Started;
  onClose(): void;
  onConfirmed(codes: readonly string[]): void;
}

function SetUpDialog({ started, onClose, onConfirmed }: SetUpDialogProps) {
  const words = useTranslations("identity.security.factor");
  const common = useTranslations("ui.dialog");
  const client = useTRPCClient();
  const formId = useId();
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={words("setUpTitle")}
      description={words("scan")}
      footer={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} tone="primary">
            {words("confirm")}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-4">
        {/* biome-ignore lint/performance/noImgElement: a picture out of this very answer */}
        <img
          src={`data:image/svg+xml;utf8,${encodeURIComponent(started.qrSvg)}`}
          alt={words("qrAlt")}
          width={200}
          height={200}
          className="mx-auto rounded-md bg-white"
        />
        <div className="min-w-0">
          <p className="text-ink-2">{words("byHand")}</p>
          <Copyable
            wrap
            value={started.secret}
            what={words("secret")}
            shown={started.secret.replace(/(.{4})(?=.)/g, "$1 ")}
          />
        </div>
        <Form
          id={formId}
          label={words("setUpTitle")}
          onSubmit={async (form) => {
            const { recoveryCodes } = await client.totp.confirm.mutate({ code: String(form.get("code") ?? "") });
            onConfirmed(recoveryCodes);
          }}
        >
          <CodeField />
        </Form>
      </div>
    </Dialog>
  );
}
