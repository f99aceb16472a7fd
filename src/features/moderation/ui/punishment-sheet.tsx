"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Delivery, PunishmentDetail } from "../schema.ts";
import { DeliveryBadge, PunishmentBadge } from "./punishment-badge.tsx";

const REFRESH_MS = 2_000;
const TOLD_REASONS = ["not_running", "not_online", "unsupported", "another_holds"] as const;

/** One punishment at the side: what it is for, how long, what each game made of it, and lifting it. */
export function PunishmentSheet({
  punishmentId,
  onClose,
  onChanged,
}: {
  punishmentId: string;
  onClose(): void;
  onChanged(): Promise<unknown>;
}) {
  const words = useTranslations("moderation");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const who = useWho();
  const { data, error, refetch } = useQuery(
    trpc.moderation.get.queryOptions(
      { punishmentId },
      {
        refetchInterval: ({ state }) =>
          state.data?.deliveries.some((delivery) => delivery.state === "pending") ? REFRESH_MS : false,
      },
    ),
  );
  const permission =
    data?.kind === "mute" ? "players:mute" : data?.kind === "warn" ? "players:kick" : ("players:ban" as const);
  const mayLift =
    data?.state === "active" && (may(who, permission, { serverId: data.serverId }) || may(who, permission));
  async function lift() {
    await client.moderation.lift.mutate({ punishmentId });
    toast.done(words("bans.lifted", { name: data!.name }));
    await Promise.all([refetch(), onChanged()]);
  }
  return (
    <Sheet
      open
      onOpenChange={(open) => open || onClose()}
      title={data ? `${words(`kinds.${data.kind}`)}: ${data.name}` : words("bans.title")}
      footer={
        data && mayLift ? (
          <ConfirmDialog
            title={words("bans.liftTitle", { kind: data.kind, name: data.name })}
            effect={words("bans.liftEffect")}
            actions={[{ label: words("bans.lift"), act: lift }]}
            trigger={<Button>{words("bans.lift")}</Button>}
          />
        ) : undefined
      }
    >
      {data ? (
        <Shown punishment={data} />
      ) : error ? (
        <ErrorState title={words("bans.failed")} error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading label={words("bans.title")}>
          <Skeleton height="12rem" />
        </Loading>
      )}
    </Sheet>
  );
}

function Shown({ punishment }: { punishment: PunishmentDetail }) {
  const words = useTranslations("moderation");
  const columns = useTranslations("moderation.bans.columns");
  const bans = useTranslations("moderation.bans");
  const { playerId, name, address, reason, note, scope, serverName, startsAt, endsAt, source, createdBy } = punishment;
  return (
    <Stack>
      <DescriptionList
        items={[
          { label: columns("kind"), value: <PunishmentBadge punishment={punishment} /> },
          {
            label: columns("player"),
            value: playerId ? (
              <Link href={`/players/${playerId}`} className="hover:underline">
                {name}
              </Link>
            ) : (
              (address ?? name)
            ),
          },
          { label: columns("reason"), value: reason },
          {
            label: columns("server"),
            value: scope === "server" ? serverName : `${words(`scopes.${scope}`)} (${serverName})`,
          },
          {
            label: columns("by"),
            value: source === "hand" ? createdBy : `${createdBy} (${bans(source === "rule" ? "rule" : "list")})`,
          },
          { label: columns("given"), value: <Time at={startsAt} mode="absolute" /> },
          { label: columns("ends"), value: endsAt ? <Time at={endsAt} mode="absolute" /> : words("forever") },
          ...(punishment.endedBy
            ? [
                { label: bans("endedBy"), value: punishment.endedBy },
                ...(punishment.endNote ? [{ label: bans("endNote"), value: punishment.endNote }] : []),
              ]
            : []),
          ...(note ? [{ label: bans("note"), value: note }] : []),
          ...(punishment.openAppealId
            ? [
                {
                  label: words("appeal.title"),
                  value: (
                    <Link href={`/players/appeals?open=${punishment.openAppealId}`} className="underline">
                      {bans("appeal")}
                    </Link>
                  ),
                },
              ]
            : []),
        ]}
      />
      {punishment.state === "active" && punishment.kind !== "warn" && playerId ? (
        <AppealCode punishmentId={punishment.id} />
      ) : null}
      {punishment.evidence.length > 0 ? (
        <section className="grid min-w-0 gap-1.5">
          <h3 className="font-semibold">{bans("evidence")}</h3>
          <ul className="grid gap-1">
            {punishment.evidence.map(({ at, kind, fields }) => (
              <li key={`${at} ${JSON.stringify(fields)}`} className="break-words text-sm">
                <Time at={at} mode="absolute" /> {kind.replaceAll("_", " ")}:{" "}
                {String(fields.text ?? fields.command ?? fields.cause ?? "")}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Deliveries deliveries={punishment.deliveries} />
    </Stack>
  );
}

function Deliveries({ deliveries }: { deliveries: readonly Delivery[] }) {
  const words = useTranslations("moderation.delivery");
  const why = ({ reason, via, state }: Delivery) => {
    if (via === "kicks" && state === "applied") return words("kicks");
    const told = TOLD_REASONS.find((each) => each === reason);
    return told ? words(`reasons.${told}`) : reason;
  };
  return (
    <section className="grid min-w-0 gap-1.5">
      <h3 className="font-semibold">{words("title")}</h3>
      {deliveries.length === 0 ? <p className="text-ink-2">{words("none")}</p> : null}
      <ul className="grid min-w-0 gap-2">
        {deliveries.map((delivery) => (
          <li key={delivery.serverId} className="grid min-w-0 gap-1 rounded-md border border-line p-2.5">
            <span className="flex flex-wrap items-center gap-2">
              <span className="min-w-0 break-words font-medium">{delivery.serverName}</span>
              <DeliveryBadge delivery={delivery} />
              <span className="ml-auto text-ink-2 text-sm">
                <Time at={delivery.updatedAt} />
              </span>
            </span>
            {why(delivery) ? <span className="text-ink-2 text-sm">{why(delivery)}</span> : null}
            {delivery.said ? (
              <code className="whitespace-pre-wrap break-words font-mono text-sm">{delivery.said}</code>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Shown when it is asked for: whoever has it can appeal in the player's name. */
function AppealCode({ punishmentId }: { punishmentId: string }) {
  const words = useTranslations("moderation.bans");
  const trpc = useTRPC();
  const who = useWho();
  const [isAsked, setAsked] = useState(false);
  const { data } = useQuery(trpc.appeals.link.queryOptions({ punishmentId }, { enabled: isAsked }));
  if (!may(who, "appeals:read")) return null;
  if (!isAsked)
    return (
      <div>
        <Button size="sm" onClick={() => setAsked(true)}>
          {words("showCode")}
        </Button>
      </div>
    );
  if (!data) return null;
  return data.code ? (
    <Copyable value={data.code} what={words("code")} />
  ) : (
    <p className="text-ink-2">{words("noCode")}</p>
  );
}
