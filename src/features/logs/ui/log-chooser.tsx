"use client";

import { FileUp, FolderUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "#app/ui/button.tsx";

interface LogChooserProps {
  disabled: boolean;
  onChoose(files: readonly File[], how: { isFolder: boolean }): void;
}

/** Where logs are chosen: files, a folder with all below it, or what is dropped. */
export function LogChooser({ disabled, onChoose }: LogChooserProps) {
  const words = useTranslations("logs.chooser");
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  function take(input: HTMLInputElement, isFolder: boolean) {
    onChoose([...(input.files ?? [])], { isFolder });
    // So that the same files can be chosen again.
    input.value = "";
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (!disabled) onChoose([...event.dataTransfer.files], { isFolder: false });
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons do the same for whoever drops nothing
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={`grid justify-items-center gap-3 rounded-md border border-dashed px-4 py-8 text-center ${isOver ? "border-accent bg-accent-soft" : "border-line-strong"}`}
    >
      <p className="max-w-prose text-balance text-ink-2">{words("where")}</p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button tone="primary" icon={<FileUp />} disabled={disabled} onClick={() => files.current?.click()}>
          {words("files")}
        </Button>
        <Button icon={<FolderUp />} disabled={disabled} onClick={() => folder.current?.click()}>
          {words("folder")}
        </Button>
      </div>
      <p className="text-ink-3 text-sm">{words("drop")}</p>
      <input
        ref={files}
        type="file"
        multiple
        accept=".log,.gz"
        hidden
        aria-label={words("files")}
        data-testid="log-files"
        onChange={({ currentTarget }) => take(currentTarget, false)}
      />
      <input
        ref={(element) => {
          folder.current = element;
          element?.setAttribute("webkitdirectory", "");
        }}
        type="file"
        multiple
        hidden
        aria-label={words("folder")}
        onChange={({ currentTarget }) => take(currentTarget, true)}
      />
    </div>
  );
}
