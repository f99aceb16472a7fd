"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { Select } from "#app/ui/form/select.tsx";
import type { Bot, Relay } from "../schema.ts";
import { ChannelSelect } from "./channel-select.tsx";
import { SERVERS_QUERY } from "./discord-query.ts";

const DIRECTIONS = ["both", "toDiscord", "toGame"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export function directionOf({ toDiscord, toGame }: Pick<Relay, "toDiscord" | "toGame">): Direction | "neither" {
  if (toDiscord && toGame) return "both";
  if (toDiscord) return "toDiscord";
  return toGame ? "toGame" : "neither";
}

export function toggled(direction: Direction): Pick<Relay, "toDiscord" | "toGame"> {
  return { toDiscord: direction !== "toGame", toGame: direction !== "toDiscord" };
}

/** Which game's chat goes to which channel, and which way. */
export function RelayDialog({ bot, trigger }: { bot: Bot; trigger: ReactNode }) {
  const words = useTranslations("discord.relays");
  const common = useTranslations("ui.dialog");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const { data: servers } = useQuery(trpc.servers.list.queryOptions(SERVERS_QUERY, { enabled: open }));

  async function save(form: FormData) {
    setPending(true);
    try {
      await client.discord.addRelay.mutate({
        serverId: String(form.get("serverId") ?? ""),
        channelId: String(form.get("channelId") ?? ""),
        ...toggled(String(form.get("direction")) as Direction),
      });
      setOpen(false);
      await queryClient.invalidateQueries({ queryKey: trpc.discord.relays.pathKey() });
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!pending) setOpen(next);
      }}
      title={words("addTitle")}
      trigger={trigger}
      footer={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} tone="primary" pending={pending}>
            {words("add")}
          </Button>
        </>
      }
    >
      <Form id={formId} label={words("addTitle")} onSubmit={save}>
        <Field name="serverId" label={words("server")} required>
          <Select
            options={(servers?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            placeholder={words("chooseServer")}
          />
        </Field>
        <ChannelSelect bot={bot} />
        <Field name="direction" kind="group" label={words("direction")} required>
          <RadioGroup
            look="cards"
            defaultValue="both"
            options={DIRECTIONS.map((value) => ({
              value,
              label: words(`choices.${value}`),
              hint: words(`choiceHints.${value}`),
            }))}
          />
        </Field>
      </Form>
    </Dialog>
  );
}
