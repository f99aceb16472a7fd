"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { shownError, useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { RENEWABLE } from "./renewable.ts";
import { useGives } from "./use-gives.ts";

/** Where a voucher or a gift is redeemed. */
export function RedeemCard() {
  const words = useTranslations("store.redeem");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const gives = useGives();
  const [round, setRound] = useState(0);
  /** A code that would take a package which they have, and the sentence that says so. */
  const [asked, setAsked] = useState<{ code: string; effect: string } | null>(null);
  const terms = useQuery(trpc.renewals.terms.queryOptions({}));
  const own = useQuery(trpc.renewals.list.queryOptions(RENEWABLE, { enabled: terms.data?.isOn ?? false }));
  const servers = own.data?.items.filter(({ state }) => state !== "exempt") ?? [];
  async function redeem(code: string, more: { replacePackage?: boolean; serverId?: string }) {
    const { coins, things, renewedUntil } = await client.coupons.redeem.mutate({ code, ...more });
    const named = things.map((thing) => gives(thing.gives, thing.label, thing.quantity)).join(", ");
    const renewed = renewedUntil && servers.find(({ serverId }) => serverId === more.serverId);
    toast.done(
      renewed
        ? words("renewed", { name: renewed.serverName })
        : coins > 0
          ? words("coins", { coins })
          : words("things", { things: named }),
    );
    setRound(round + 1);
    const changed = [trpc.store, trpc.coins, ...(renewed ? [trpc.renewals, trpc.servers] : [])];
    await Promise.all(changed.map((of) => queryClient.invalidateQueries({ queryKey: of.pathKey() })));
  }
  async function submit(form: FormData) {
    const code = String(form.get("code"));
    const serverId = String(form.get("serverId") ?? "");
    try {
      await redeem(code, serverId ? { serverId } : {});
    } catch (error) {
      const shown = shownError(error);
      if (shown?.reason !== "coupons.replaces_package") throw error;
      setAsked({ code, effect: shown.message });
    }
  }
  return (
    <Card title={words("title")} description={words("description")}>
      <Form key={round} label={words("title")} onSubmit={submit}>
        <Field name="code" label={words("code")} required>
          <Input mono maxLength={60} autoComplete="off" spellCheck={false} />
        </Field>
        {servers.length > 0 ? (
          <Field name="serverId" label={words("server")} hint={words("serverHint")}>
            <Select
              key={servers.length}
              defaultValue={servers.find(({ state }) => state === "suspended")?.serverId ?? ""}
              options={[
                { value: "", label: words("noServer") },
                ...servers.map(({ serverId, serverName }) => ({ value: serverId, label: serverName })),
              ]}
            />
          </Field>
        ) : null}
        <div>
          <SubmitButton>{words("submit")}</SubmitButton>
        </div>
      </Form>
      {asked ? (
        <ConfirmDialog
          open
          onOpenChange={(isOpen) => (isOpen ? null : setAsked(null))}
          title={words("replaceTitle")}
          effect={asked.effect}
          actions={[
            { label: words("replace"), tone: "danger", act: () => redeem(asked.code, { replacePackage: true }) },
          ]}
        />
      ) : null}
    </Card>
  );
}
