"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#app/ui/button.tsx";
import { CopyButton } from "#app/ui/copy-button.tsx";
import { Dialog } from "#app/ui/dialog.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { saveFile } from "#app/ui/save-file.ts";

/** Shows the recovery codes the one time they can be seen. Nothing closes it before the reader says that they are kept. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone(): void }) {
  const words = useTranslations("identity.security.recovery");
  const secret = useTranslations("ui.secret");
  const [stored, setStored] = useState(false);
  const text = codes.join("\n");

  function download() {
    saveFile(`${location.hostname}-recovery-codes.txt`, [`${text}\n`], "text/plain");
  }
  return (
    <Dialog
      open
      size="sm"
      dismissible={false}
      title={words("title")}
      description={words("text")}
      footer={
        <Button tone="primary" disabled={!stored} onClick={onDone}>
          {secret("done")}
        </Button>
      }
    >
      <div className="grid grid-cols-1 gap-4">
        <ul
          aria-label={words("title")}
          className="grid select-all grid-cols-2 gap-x-4 gap-y-1 rounded-md border border-line-strong bg-sunken p-3 text-center font-mono"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          <CopyButton value={text} what={words("what")} wide />
          <Button icon={<Download />} onClick={download}>
            {words("download")}
          </Button>
        </div>
        <Checkbox label={words("stored")} checked={stored} onChange={(event) => setStored(event.target.checked)} />
      </div>
    </Dialog>
  );
}
