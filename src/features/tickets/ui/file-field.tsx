"use client";

import { Paperclip, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ClipboardEvent, useRef, useState } from "react";
import { Button } from "#app/ui/button.tsx";
import { IconButton } from "#app/ui/icon-button.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { MOST_FILES } from "../terms.ts";
import { type Handed, handIn } from "./upload.ts";

/** The files that go with what is being written: handed in as they are chosen or pasted, each shown and taken off again. */
export function useFiles() {
  const words = useTranslations("tickets.files");
  const [files, setFiles] = useState<readonly Handed[]>([]);
  const [pending, setPending] = useState(0);
  const room = MOST_FILES - files.length - pending;

  async function add(chosen: readonly File[]) {
    if (chosen.length > room) toast.note(words("tooMany", { count: MOST_FILES }));
    for (const file of chosen.slice(0, Math.max(0, room))) {
      setPending((count) => count + 1);
      try {
        const handed = await handIn(file, words("tooBig"));
        setFiles((there) => [...there, handed]);
      } catch (problem) {
        toast.failed(words("failed", { name: file.name }), problem);
      } finally {
        setPending((count) => count - 1);
      }
    }
  }
  return {
    files,
    pending: pending > 0,
    add,
    remove: (id: string) => setFiles((there) => there.filter((file) => file.id !== id)),
    clear: () => setFiles([]),
    /** For the field that is written in: a picture that is pasted there is a file. */
    onPaste(event: ClipboardEvent) {
      const pasted = [...event.clipboardData.files];
      if (pasted.length === 0) return;
      event.preventDefault();
      void add(pasted);
    },
  };
}

export function FileField({ files, pending, add, remove }: ReturnType<typeof useFiles>) {
  const words = useTranslations("tickets.files");
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="grid min-w-0 gap-1.5">
      <ul className="flex min-w-0 flex-wrap gap-2" aria-label={words("label")}>
        {files.map((file) => (
          <li key={file.id} className="flex min-w-0 items-center gap-1 rounded-md border border-line px-2 text-sm">
            <span className="max-w-48 truncate">{file.name}</span>
            <IconButton
              label={words("remove", { name: file.name })}
              size="sm"
              tone="quiet"
              icon={<X />}
              onClick={() => remove(file.id)}
            />
          </li>
        ))}
      </ul>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words("choose")}
        accept="image/png,image/jpeg,image/gif,image/webp,text/plain,.log,.txt,.cfg,.json,.yml"
        onChange={(event) => {
          void add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <span>
        <Button size="sm" tone="quiet" icon={<Paperclip />} pending={pending} onClick={() => input.current?.click()}>
          {words("choose")}
        </Button>
      </span>
    </div>
  );
}
