"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { Callout } from "./callout.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Dialog } from "./dialog.tsx";
import { Checkbox } from "./form/checkbox.tsx";

export interface SecretOnceProps {
  open: boolean;
  /** "Key for Discord bot" */
  title: string;
  secrets: readonly { label: string; value: string }[];
  /** "I have stored this key" */
  storedLabel: string;
  note?: ReactNode;
  onDone(): void;
}

/** Shows a secret the one time it can be seen. Nothing closes it before the reader says that it is kept. */
export function SecretOnce({ open, title, secrets, storedLabel, note, onDone }: SecretOnceProps) {
  const words = useTranslations("ui.secret");
  const [stored, setStored] = useState(false);
  return (
    <Dialog
      open={open}
      dismissible={false}
      title={title}
      description={words("onlyOnce")}
      footer={
        <Button
          tone="primary"
          disabled={!stored}
          onClick={() => {
            setStored(false);
            onDone();
          }}
        >
          {words("done")}
        </Button>
      }
    >
      <div className="grid grid-cols-1 gap-4">
        {secrets.map((secret) => (
          <div key={secret.label} className="grid min-w-0 gap-1.5">
            <p className="font-medium">{secret.label}</p>
            <div className="flex items-center gap-2 rounded-md border border-line-strong bg-sunken py-1.5 pr-1.5 pl-3">
              <code className="min-w-0 flex-1 select-all break-all font-mono">{secret.value}</code>
              <CopyButton value={secret.value} what={secret.label} />
            </div>
          </div>
        ))}
        {note ? <Callout tone="info">{note}</Callout> : null}
        <Checkbox label={storedLabel} checked={stored} onChange={(event) => setStored(event.target.checked)} />
      </div>
    </Dialog>
  );
}
