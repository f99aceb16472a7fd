"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { DialogClose } from "#app/ui/dialog.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { MAX_REASON } from "../rules.ts";
import type { PunishmentDetail, PunishmentScope } from "../schema.ts";
import { Ability } from "./ability.tsx";

export type PunishKind = "kick" | "warn" | "mute" | "ban";

const DURATIONS = ["60", "360", "1440", "10080", "43200"] as const;

export interface PunishSheetProps {
  kind: PunishKind;
  player: { id: string; name: string };
  /** The servers on which it may be done; the first is where the player is, or was last. */
  places: readonly { serverId: string; serverName: string }[];
  evidence: readonly string[];
  onClose(): void;
  onDone(): void;
}

/** What is to be said and done to a player: reason, how long, where it holds, and what the player will read. */
export function PunishSheet({ kind, player, places, evidence, onClose, onDone }: PunishSheetProps) {
  const words = useTranslations("moderation");
  const common = useTranslations("ui.dialog");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const who = useWho();
  const formId = useId();
  const [pending, setPending] = useState(false);
  const [reason, setReason] = useState("");
  const [duration, setDuration] = useState<string>("1440");
  const [custom, setCustom] = useState("");
  const [serverId, setServerId] = useState(places[0]?.serverId ?? "");
  const place = places.find((each) => each.serverId === serverId);
  const [isSuspension, setSuspension] = useState(false);
  const [openedAt] = useState(() => Date.now());
  const templates = useQuery(trpc.reasonTemplates.list.queryOptions({}));
  const act = kind === "ban" && isSuspension ? "suspend" : kind;
  const hasEnd = kind === "mute" || kind === "ban";
  const minutes = duration === "forever" ? null : Number(duration === "custom" ? custom : duration);
  const offered = templates.data?.items.filter(({ kinds }) => kinds.includes(act)) ?? [];
  const isEverywhere = may(who, kind === "mute" ? "players:mute" : "players:ban");

  function take(templateId: string) {
    const template = offered.find(({ id }) => id === templateId);
    if (!template) return;
    setReason(template.reason);
    const said = template.durationMin === null ? "forever" : String(template.durationMin);
    const isListed = said === "forever" || DURATIONS.some((each) => each === said);
    setDuration(isListed ? said : "custom");
    if (!isListed) setCustom(said);
  }

  async function send(form: FormData) {
    setPending(true);
    try {
      const common = {
        playerId: player.id,
        serverId,
        reason,
        evidence: [...evidence],
        ...(form.get("note") ? { note: String(form.get("note")) } : {}),
      };
      const lasting = {
        ...common,
        scope: String(form.get("scope") ?? "server") as PunishmentScope,
        ...(minutes === null ? {} : { minutes }),
      };
      const given: PunishmentDetail =
        act === "suspend"
          ? await client.moderation.suspend.mutate({ ...lasting, minutes: minutes ?? 0 })
          : act === "ban" || act === "mute"
            ? await client.moderation[act].mutate(lasting)
            : await client.moderation[act].mutate(common);
      const isTold = given.deliveries.some(({ state }) => state === "applied");
      toast.done(words(`sheet.done.${act}`, { name: player.name }), isTold ? {} : { detail: words("sheet.undone") });
      onClose();
      onDone();
    } finally {
      setPending(false);
    }
  }

  return (
    <Sheet
      open
      onOpenChange={(open) => open || pending || onClose()}
      title={words(`sheet.title.${act}`, { name: player.name })}
      footer={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} tone={kind === "ban" ? "dangerSolid" : "primary"} pending={pending}>
            {words(`sheet.submit.${act}`)}
          </Button>
        </>
      }
    >
      <Form id={formId} label={words(`sheet.title.${act}`, { name: player.name })} onSubmit={send}>
        {places.length > 1 ? (
          <Field name="serverId" label={words("sheet.server")} required>
            <Select
              value={serverId}
              onChange={(event) => setServerId(event.target.value)}
              options={places.map(({ serverId, serverName }) => ({ value: serverId, label: serverName }))}
            />
          </Field>
        ) : null}
        {place ? <Ability kind={kind} server={place} /> : null}
        {offered.length > 0 ? (
          <Field name="template" label={words("sheet.template")} unmarked>
            <Select
              defaultValue=""
              onChange={(event) => take(event.target.value)}
              options={[
                { value: "", label: words("sheet.templateNone") },
                ...offered.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Field>
        ) : null}
        <Field name="reason" label={words("sheet.reason")} hint={words("sheet.reasonHint")} required>
          <Input
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={MAX_REASON}
            autoComplete="off"
          />
        </Field>
        {hasEnd ? (
          <Field name="duration" label={words("sheet.duration")} required>
            <Select
              value={duration}
              onChange={(event) => setDuration(event.target.value)}
              options={[
                ...DURATIONS.map((value) => ({ value: value as string, label: words(`sheet.durations.${value}`) })),
                { value: "custom", label: words("sheet.durations.custom") },
                { value: "forever", label: words("forever"), disabled: isSuspension },
              ]}
            />
          </Field>
        ) : null}
        {hasEnd && duration === "custom" ? (
          <Field name="minutes" label={words("sheet.minutes")} required>
            <Input
              type="number"
              inputMode="numeric"
              min={1}
              value={custom}
              onChange={(event) => setCustom(event.target.value)}
            />
          </Field>
        ) : null}
        {hasEnd ? (
          <p className="text-ink-2 text-sm">
            {minutes === null || Number.isNaN(minutes)
              ? words("sheet.endsNever")
              : words.rich("sheet.ends", {
                  time: () => <Time at={new Date(openedAt + minutes * 60_000).toISOString()} mode="absolute" />,
                })}
          </p>
        ) : null}
        {kind === "ban" ? (
          <Checkbox
            name="suspension"
            checked={isSuspension}
            disabled={duration === "forever"}
            onChange={(event) => setSuspension(event.target.checked)}
            label={words("sheet.suspend")}
            hint={words("sheet.suspendHint")}
          />
        ) : null}
        {hasEnd && isEverywhere ? (
          <Field name="scope" kind="group" label={words("sheet.scope")} required>
            <RadioGroup
              defaultValue="server"
              options={(["server", "community", "all"] as const).map((value) => ({
                value,
                label: words(`scopes.${value}`),
              }))}
            />
          </Field>
        ) : null}
        <Field name="note" label={words("sheet.note")}>
          <Textarea rows={2} maxLength={2000} />
        </Field>
        {evidence.length > 0 ? (
          <p className="text-ink-2 text-sm">{words("sheet.evidence", { count: evidence.length })}</p>
        ) : null}
        {reason.trim() === "" ? null : (
          <figure className="grid min-w-0 gap-1">
            <figcaption className="text-ink-2 text-sm">{words("sheet.preview")}</figcaption>
            <blockquote className="break-words rounded-md bg-sunken p-2 font-mono text-sm">{reason.trim()}</blockquote>
          </figure>
        )}
      </Form>
    </Sheet>
  );
}
