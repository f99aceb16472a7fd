"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, type ReactNode, useId, useState } from "react";
import { Button } from "./button.tsx";
import { Dialog, DialogClose } from "./dialog.tsx";
import { Form } from "./form/form.tsx";
import { SecretOnce, type SecretOnceProps } from "./secret-once.tsx";

/** What came of it and can be seen this once: a key, a link. */
export type MadeSecret = Omit<SecretOnceProps, "open" | "onDone">;

export interface CreateDialogProps {
  /** On the button that opens it: "Add user". */
  label: string;
  icon: ReactNode;
  /** That of the button which opens it; one of danger goes on to the button that sends it. */
  tone?: ComponentProps<typeof Button>["tone"];
  title: string;
  description?: ReactNode;
  /** On the button that sends it: "Create link". */
  submit: string;
  /** Makes the thing. What it gives is shown once; null closes at once. What it throws stays in the form, and so does what was typed. */
  onSubmit(form: FormData): Promise<MadeSecret | null>;
  /** The fields. */
  children: ReactNode;
}

/** A button, the dialog with the form that makes something, and the secret that comes of it. */
export function CreateDialog({
  label,
  icon,
  tone = "primary",
  title,
  description,
  submit,
  onSubmit,
  children,
}: CreateDialogProps) {
  const words = useTranslations("ui.dialog");
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [made, setMade] = useState<MadeSecret | null>(null);

  async function create(form: FormData) {
    setPending(true);
    try {
      setMade(await onSubmit(form));
      setOpen(false);
    } finally {
      setPending(false);
    }
  }
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={(next) => {
          if (!pending) setOpen(next);
        }}
        title={title}
        description={description}
        trigger={
          <Button tone={tone} icon={icon}>
            {label}
          </Button>
        }
        footer={
          <>
            <DialogClose>
              <Button>{words("cancel")}</Button>
            </DialogClose>
            <Button type="submit" form={formId} tone={tone === "danger" ? "dangerSolid" : "primary"} pending={pending}>
              {submit}
            </Button>
          </>
        }
      >
        <Form id={formId} label={title} onSubmit={create}>
          {children}
        </Form>
      </Dialog>
      {made ? <SecretOnce {...made} open onDone={() => setMade(null)} /> : null}
    </>
  );
}
