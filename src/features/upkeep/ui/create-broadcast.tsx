"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { momentOf } from "#app/ui/form/local-moment.ts";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { BroadcastPreview } from "./broadcast-preview.tsx";
import { EVERYWHERE, reachedBy, type Where, whereInput } from "./broadcast-where.ts";
import { BroadcastWhere } from "./broadcast-where.tsx";

export interface CreateBroadcastProps {
  /** Told the id of what was said just now, whose report is there. */
  onSaid(broadcastId: string): void;
}

/** The button and the form that say something to all who play, with who is to hear it. */
export function CreateBroadcast({ onSaid }: CreateBroadcastProps) {
  const words = useTranslations("upkeep.broadcasts");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [where, setWhere] = useState<Where>(EVERYWHERE);

  async function create(form: FormData) {
    const at = momentOf(form, "at");
    if (where.scope !== "all" && where.ids.length === 0)
      throw { message: words("nowhere"), details: [{ path: "scope", message: words("nowhere") }] };
    const text = String(form.get("text") ?? "");
    const { id, state, done, servers } = await client.broadcasts.create.mutate({
      text,
      ...whereInput(where),
      ...(at && { at }),
    });
    setWhere(EVERYWHERE);
    toast.done(state === "scheduled" ? words("scheduledToast") : words("sent", { done, servers }));
    await queryClient.invalidateQueries({ queryKey: trpc.broadcasts.pathKey() });
    if (state !== "scheduled") onSaid(id);
    return null;
  }
  return (
    <CreateDialog
      label={words("create")}
      icon={<Megaphone />}
      title={words("create")}
      submit={words("send")}
      onSubmit={create}
    >
      <Field name="text" label={words("text")} hint={words("textHint")} required>
        <Input maxLength={500} autoComplete="off" autoFocus />
      </Field>
      <Places where={where} onChange={setWhere} />
      <Field name="at" label={words("at")} hint={words("atHint")}>
        <Input type="datetime-local" />
      </Field>
    </CreateDialog>
  );
}

/** Asked for anew each time the form is opened: a server may have been started since. */
function Places({ where, onChange }: { where: Where; onChange(where: Where): void }) {
  const words = useTranslations("upkeep.broadcasts");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.broadcasts.reach.queryOptions({}, { refetchOnMount: "always", refetchInterval: 10_000 }),
  );
  if (error) return <ErrorState title={words("where")} error={error} onRetry={() => void refetch()} />;
  if (!data)
    return (
      <Loading label={words("where")}>
        <Skeleton height="8rem" />
      </Loading>
    );
  return (
    <>
      <BroadcastWhere servers={data.items} where={where} onChange={onChange} />
      <BroadcastPreview servers={reachedBy(data.items, where)} />
    </>
  );
}
