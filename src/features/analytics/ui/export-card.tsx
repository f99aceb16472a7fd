"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { shownError, useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { IconButton } from "#app/ui/icon-button.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { saveFile } from "#app/ui/save-file.ts";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { CONTENT_TYPES, EXPORT_FORMATS, type ExportFormat } from "../export-formats.ts";
import type { AnalyticsPeriod } from "../schema.ts";
import type { askedOf } from "./analytics-query.ts";

const LOOK_MS = 2_000;

/** Saves the kills of the view: at once, or as a file that the panel writes and that is fetched in parts. */
export function ExportCard({ asked, period }: { asked: ReturnType<typeof askedOf>; period: AnalyticsPeriod }) {
  const words = useTranslations("analytics.export");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [format, setFormat] = useState<ExportFormat>("csv");
  const [busy, setBusy] = useState<string | null>(null);
  const files = useQuery({
    ...trpc.analytics.exports.queryOptions({}),
    refetchInterval: (query) => (query.state.data?.items.some(({ state }) => state === "running") ? LOOK_MS : false),
  });
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.analytics.exports.pathKey() });

  async function act(name: string, run: () => Promise<void>) {
    setBusy(name);
    try {
      await run();
    } catch (error) {
      toast.failed(words("failed"), error);
    } finally {
      setBusy(null);
    }
  }

  async function save() {
    try {
      const found = await client.analytics.export.query({ ...asked, period, format });
      saveFile(found.file, [found.text ?? JSON.stringify(found.records, null, 2)], CONTENT_TYPES[format]);
    } catch (error) {
      if (shownError(error)?.reason !== "analytics.too_many_rows") throw error;
      await client.analytics.beginExport.mutate({ ...asked, period, format });
      toast.done(words("begun"));
      await refresh();
    }
  }

  async function fetchFile(id: string, file: string, of: ExportFormat, parts: number) {
    const texts: string[] = [];
    for (let part = 0; part < parts; part++)
      texts.push((await client.analytics.getExportPart.query({ exportId: id, part })).text);
    saveFile(file, texts, CONTENT_TYPES[of]);
  }

  return (
    <Card title={words("title")} description={words("description")}>
      <div className="grid gap-3">
        <div className="flex flex-wrap gap-2">
          <Select
            aria-label={words("format")}
            value={format}
            onChange={(event) => setFormat(event.target.value as ExportFormat)}
            options={EXPORT_FORMATS.map((value) => ({ value, label: words(`formats.${value}`) }))}
          />
          <Button icon={<Download />} pending={busy === "save"} onClick={() => void act("save", save)}>
            {words("save")}
          </Button>
        </div>
        {files.data && files.data.items.length > 0 ? (
          <ul aria-label={words("files")} className="grid divide-y divide-line">
            {files.data.items.map(({ id, file, state, written, total, parts, format: of, expiresAt }) => (
              <li key={id} className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 py-2">
                <span className="min-w-0 flex-1 basis-48 break-words font-medium">{file}</span>
                {state === "running" ? (
                  <div className="min-w-48 flex-1">
                    <Progress
                      label={file}
                      percent={total === 0 ? null : (written / total) * 100}
                      note={words("running", { written, total })}
                    />
                  </div>
                ) : (
                  <span className="text-ink-2 text-sm">
                    {state === "stopped" ? words("stopped") : words("done", { written })} · {words("until")}{" "}
                    <Time at={expiresAt} />
                  </span>
                )}
                {state === "done" ? (
                  <Button
                    size="sm"
                    icon={<Download />}
                    pending={busy === id}
                    onClick={() => void act(id, () => fetchFile(id, file, of, parts))}
                  >
                    {words("download")}
                  </Button>
                ) : null}
                <IconButton
                  size="sm"
                  icon={<X />}
                  label={words("remove", { file })}
                  onClick={() =>
                    void act(`remove ${id}`, async () => {
                      await client.analytics.removeExport.mutate({ exportId: id });
                      toast.done(words("removed", { file }));
                      await refresh();
                    })
                  }
                />
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </Card>
  );
}
