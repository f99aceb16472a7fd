"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { holdsSomewhere, may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Combobox } from "#app/ui/form/combobox.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { SERVERS } from "./upkeep-query.ts";

/** Reads configuration again without a restart: the panel's own files, and that of a game. */
export function ReloadCard() {
  const words = useTranslations("upkeep.reload");
  const who = useWho();
  const ofPanel = may(who, "settings:write");
  const ofGames = holdsSomewhere(who, "servers.console:write");
  if (!ofPanel && !ofGames) return null;
  return (
    <Card title={words("title")} description={words("description")}>
      <div className="grid min-w-0 gap-4">
        {ofGames ? <OfGame /> : null}
        {ofPanel ? <OfPanel /> : null}
      </div>
    </Card>
  );
}

/** Asks for a reload and keeps what came of it in sight. */
function useReload<T>(ask: () => Promise<T>, failed: string) {
  const [pending, setPending] = useState(false);
  const [answer, setAnswer] = useState<T | null>(null);
  async function reload() {
    setPending(true);
    setAnswer(null);
    try {
      setAnswer(await ask());
    } catch (error) {
      toast.failed(failed, error);
    } finally {
      setPending(false);
    }
  }
  return { pending, answer, reload, forget: () => setAnswer(null) };
}

function OfPanel() {
  const words = useTranslations("upkeep.reload");
  const client = useTRPCClient();
  const { pending, answer, reload } = useReload(() => client.settings.reload.mutate({}), words("panelFailed"));
  return (
    <section className="grid min-w-0 gap-2" aria-label={words("panel")}>
      <h3 className="font-medium">{words("panel")}</h3>
      <p className="text-ink-2">{words("panelSays")}</p>
      <div>
        <Button icon={<RotateCw />} pending={pending} onClick={() => void reload()}>
          {words("panelAct")}
        </Button>
      </div>
      {answer ? (
        <Answer>
          <p>
            {words("read", { sections: answer.reloadedSections.map((name) => words(`sections.${name}`)).join(", ") })}
          </p>
          <p>
            {answer.changed.length === 0
              ? words("nothingChanged")
              : words("changed", { names: answer.changed.map(({ id }) => id).join(", ") })}
          </p>
          {answer.needsRestart.length > 0 ? (
            <p>{words("needsRestart", { names: answer.needsRestart.join(", ") })}</p>
          ) : null}
        </Answer>
      ) : null}
    </section>
  );
}

function OfGame() {
  const words = useTranslations("upkeep.reload");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const who = useWho();
  const [serverId, setServerId] = useState<string | null>(null);
  const { data } = useQuery(trpc.servers.list.queryOptions(SERVERS));
  const servers = (data?.items ?? []).filter(({ id, communityId, owner }) =>
    may(who, "servers.console:write", { serverId: id, communityId, ownerId: owner.id }),
  );
  const { pending, answer, reload, forget } = useReload(
    () => client.servers.reload.mutate({ serverId: serverId! }),
    words("gameFailed"),
  );
  return (
    <section className="grid min-w-0 gap-2" aria-label={words("game")}>
      <h3 className="font-medium">{words("game")}</h3>
      <p className="text-ink-2">{words("gameSays")}</p>
      <div className="flex flex-wrap items-center gap-2">
        <div className="w-64 max-w-full max-sm:w-full">
          <Combobox
            label={words("server")}
            placeholder={words("pick")}
            value={serverId}
            onChange={(id) => {
              setServerId(id);
              forget();
            }}
            options={servers.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </div>
        <Button icon={<RotateCw />} disabled={serverId === null} pending={pending} onClick={() => void reload()}>
          {words("gameAct")}
        </Button>
      </div>
      {answer ? (
        <Answer>
          <p>
            {answer.reloadedSections.length === 0
              ? words("namesNone")
              : words("read", { sections: answer.reloadedSections.join(", ") })}
          </p>
          {answer.said ? (
            <code className="whitespace-pre-wrap break-words font-mono text-sm">{answer.said}</code>
          ) : null}
        </Answer>
      ) : null}
    </section>
  );
}

function Answer({ children }: { children: ReactNode }) {
  return (
    <div role="status" className="grid min-w-0 gap-1 rounded-md bg-sunken px-3 py-2.5 text-sm">
      {children}
    </div>
  );
}
