"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { saveFile } from "#app/ui/save-file.ts";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";

const LOOK_MS = 2_000;

/** A file with all that the panel keeps of the reader; it is there for one download. `guard` asks for a fresh sign-in where one is needed. */
export function DataCard({ guard }: { guard: <T>(act: () => Promise<T>) => Promise<T> }) {
  const words = useTranslations("members.data");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const files = useQuery({
    ...trpc.profile.exports.queryOptions({}),
    refetchInterval: (query) => (query.state.data?.items.some(({ state }) => state === "running") ? LOOK_MS : false),
  });
  const there = files.data?.items.find(({ state }) => state !== "taken");

  async function act(run: () => Promise<void>) {
    setBusy(true);
    try {
      await guard(run);
    } catch (error) {
      toast.failed(words("failed"), error);
    } finally {
      setBusy(false);
      await queryClient.invalidateQueries({ queryKey: trpc.profile.exports.pathKey() });
    }
  }

  return (
    <Card
      title={words("title")}
      description={words("text")}
      actions={
        there?.state === "ready" ? (
          <Button
            icon={<Download />}
            pending={busy}
            onClick={() =>
              void act(async () => {
                const { file, text } = await client.profile.takeExport.mutate({ exportId: there.id });
                saveFile(file, [text], "application/json");
              })
            }
          >
            {words("download")}
          </Button>
        ) : (
          <Button
            pending={busy || there?.state === "running"}
            onClick={() => void act(async () => void (await client.profile.beginExport.mutate({})))}
          >
            {words(there ? "running" : "begin")}
          </Button>
        )
      }
    >
      {there?.state === "ready" ? (
        <p className="text-ink-2 text-sm">
          {words.rich("until", { end: () => <Time at={there.expiresAt} mode="absolute" /> })}
        </p>
      ) : null}
    </Card>
  );
}
