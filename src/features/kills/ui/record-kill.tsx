"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { STAR_CITIZEN, VICTIM_TYPES } from "../told-kill.ts";
import { GameInput } from "./game-input.tsx";
import { shownGame } from "./shown-game.ts";
import { ThingInput } from "./thing-input.tsx";
import { useCommunities } from "./use-communities.ts";
import { useGames } from "./use-games.ts";

const TEXTS = ["communityId", "game", "victim", "killer", "weapon", "place", "killerVehicle", "victimVehicle"] as const;

/** A kill by hand: one's own, or another's that one saw; of the game that the page shows, if no other is chosen. It is kept as a claim, and others' word confirms it. */
export function RecordKill({ game: shown }: { game: string }) {
  const words = useTranslations("kills.record");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  // As the page shows until one is chosen; what is chosen stays for the next.
  const [chosen, setGame] = useState("");
  const { games } = useGames();
  const game = chosen || shownGame(shown, games) || STAR_CITIZEN;

  const communities = useCommunities().filter(({ isMember }) => isMember);
  const mayTellAnywhere = may(useWho(), "kills:write");

  async function send(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const said = Object.fromEntries(TEXTS.flatMap((name) => (text(name) ? [[name, text(name)]] : [])));
    const { kill, outcome } = await client.kills.record.mutate({
      ...said,
      victim: text("victim"),
      victimType: VICTIM_TYPES.find((type) => type === text("victimType")) ?? "player",
      // What the box holds is of the reader's clock.
      ...(text("at") && { at: new Date(text("at")).toISOString() }),
    });
    toast.done(words(`outcome.${outcome}`), { link: { href: `/kills/${kill.id}`, label: words("show") } });
    await queryClient.invalidateQueries({ queryKey: trpc.kills.pathKey() });
    return null;
  }
  return (
    <CreateDialog
      label={words("open")}
      icon={<Plus />}
      title={words("title")}
      description={words("description")}
      submit={words("submit")}
      onSubmit={send}
    >
      <Field name="victim" label={words("victim")} hint={words("victimHint")} required>
        <Input maxLength={200} autoComplete="off" spellCheck={false} autoFocus />
      </Field>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field name="victimType" label={words("victimType")} unmarked>
          <Select options={VICTIM_TYPES.map((value) => ({ value, label: words(`victimTypes.${value}`) }))} />
        </Field>
        <Field name="killer" label={words("killer")} hint={words("killerHint")}>
          <Input maxLength={200} autoComplete="off" spellCheck={false} />
        </Field>
        <Field name="weapon" label={words("weapon")}>
          <ThingInput thing="weapon" game={game} />
        </Field>
        <Field name="place" label={words("place")}>
          <ThingInput thing="place" game={game} />
        </Field>
        <Field name="killerVehicle" label={words("killerVehicle")}>
          <ThingInput thing="ship" game={game} />
        </Field>
        <Field name="victimVehicle" label={words("victimVehicle")}>
          <ThingInput thing="ship" game={game} />
        </Field>
        <Field name="at" label={words("at")} hint={words("atHint")}>
          <Input type="datetime-local" step={1} />
        </Field>
        {communities.length > 0 ? (
          <Field name="communityId" label={words("community")} hint={words("communityHint")} unmarked>
            <Select
              options={[
                ...(mayTellAnywhere ? [{ value: "", label: words("noCommunity") }] : []),
                ...communities.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Field>
        ) : null}
        <Field name="game" label={words("game")} unmarked>
          <GameInput value={game} onChange={setGame} />
        </Field>
      </div>
    </CreateDialog>
  );
}
