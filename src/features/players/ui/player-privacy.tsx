"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Download, Trash2 } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmByName } from "#app/ui/confirm-by-name.tsx";
import { saveFile } from "#app/ui/save-file.ts";
import { toast } from "#app/ui/toast/toast.ts";
import type { PlayerDetails } from "../schema.ts";

const PAGE = 1_000;

/** What the law may ask for: everything that is known of somebody as a file, and the end of it. */
export function PlayerPrivacy({ player }: { player: PlayerDetails }) {
  const words = useTranslations("players.privacy");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const { id: playerId, name } = player;

  async function save() {
    setBusy(true);
    try {
      const rows: unknown[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await client.players.exportPlayer.query({ playerId, limit: PAGE, ...(cursor && { cursor }) });
        rows.push(...page.items);
        cursor = page.nextCursor;
      }
      saveFile(`${playerId}.json`, [JSON.stringify(rows, null, 2)], "application/json");
    } catch (error) {
      toast.failed(words("exportFailed"), error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Card title={words("title")} description={words("text")}>
      <div className="flex flex-wrap gap-2">
        <Button icon={<Download />} pending={busy} onClick={() => void save()}>
          {words("export")}
        </Button>
        <ConfirmByName
          title={words("eraseTitle", { name })}
          name={name}
          consequences={[words("lost.history"), words("lost.notes"), words("lost.others"), words("lost.back")]}
          actionLabel={words("erase")}
          trigger={
            <Button tone="danger" icon={<Trash2 />}>
              {words("erase")}
            </Button>
          }
          onConfirm={async () => {
            await client.players.erase.mutate({ playerId });
            router.push("/players" as Route);
            await queryClient.invalidateQueries({ queryKey: trpc.players.list.pathKey() });
          }}
        />
      </div>
    </Card>
  );
}
