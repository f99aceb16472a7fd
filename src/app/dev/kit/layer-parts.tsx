"use client";

import { Copy, Ellipsis, RotateCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmByName } from "#app/ui/confirm-by-name.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Menu } from "#app/ui/menu.tsx";
import { SecretOnce } from "#app/ui/secret-once.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { toast } from "#app/ui/toast/toast.ts";

export function LayerParts() {
  const [secret, setSecret] = useState(false);
  const [shown, setShown] = useState(true);
  return (
    <Card title="Layers">
      <div className="flex flex-wrap gap-2">
        <Dialog
          trigger={<Button>Open dialog</Button>}
          title="Rename Nightfall"
          description="Players see the new name at once."
          footer={
            <>
              <DialogClose>
                <Button>Cancel</Button>
              </DialogClose>
              <DialogClose>
                <Button tone="primary">Rename</Button>
              </DialogClose>
            </>
          }
        >
          <Field name="newName" label="Name" required>
            <Input defaultValue="Nightfall" />
          </Field>
        </Dialog>
        <Sheet trigger={<Button>Open sheet</Button>} title="Ban Ashwyn" description="Ends 28 Nov 02:00 UTC.">
          <Field name="reason" label="Reason" required>
            <Input placeholder="Griefing" />
          </Field>
        </Sheet>
        <ConfirmDialog
          trigger={<Button>Restart</Button>}
          title="Restart Nightfall?"
          effect="36 players are online."
          actions={[
            { label: "Warn and restart in 60 s", act: () => new Promise((done) => setTimeout(done, 600)) },
            {
              label: "Restart now",
              tone: "danger",
              act: () => {
                throw new Error("Node-2 did not answer in 10 s. The server may still be running.");
              },
            },
          ]}
        />
        <ConfirmByName
          trigger={<Button tone="danger">Delete server</Button>}
          title="Delete Nightfall?"
          name="Nightfall"
          consequences={["All files, 3.4 GiB", "12 backups, 48 GiB", "The address play.example.org:4000"]}
          actionLabel="Delete server"
          onConfirm={() => {
            toast.done("Nightfall is being deleted", { link: { href: "/j/job_9", label: "Open job" } });
          }}
        >
          <Checkbox label="Keep the backups" />
        </ConfirmByName>
        <Menu
          trigger={<Button icon={<Ellipsis />}>Open menu</Button>}
          items={[
            { kind: "heading", label: "Nightfall" },
            { label: "Restart", icon: <RotateCw />, keys: "r", onSelect: () => toast.note("A dialog opens") },
            { label: "Not now", disabled: true, onSelect: () => {} },
            { kind: "link", label: "Open files", icon: <Copy />, href: "/servers/srv_1/files" },
            { kind: "check", label: "Show players", checked: shown, onChange: setShown },
            { kind: "separator" },
            { label: "Delete server", icon: <Trash2 />, danger: true, onSelect: () => toast.note("A dialog opens") },
          ]}
        />
        <Button onClick={() => setSecret(true)}>Create key</Button>
        <SecretOnce
          open={secret}
          title="Key for Discord bot"
          secrets={[{ label: "API key", value: "gk_live_7fQ2xVb1mN8sK0dL4pR6tY9wZ3cA5eH" }]}
          storedLabel="I have stored this key"
          onDone={() => setSecret(false)}
        />
        <Button onClick={() => toast.done("map.zip moved to the trash", { undo: () => toast.note("map.zip is back") })}>
          Toast with undo
        </Button>
        <Button
          onClick={() =>
            toast.failed("Nightfall was not restarted", {
              message: "Node-2 did not answer in 10 s.",
              requestId: "req_019a60",
            })
          }
        >
          Toast with error
        </Button>
      </div>
    </Card>
  );
}
