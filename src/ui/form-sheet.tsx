"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "./button.tsx";
import { DialogClose } from "./dialog.tsx";
import { Form } from "./form/form.tsx";
import { Sheet } from "./sheet.tsx";

export interface FormSheetProps {
  title: string;
  description?: ReactNode;
  /** What the form is about, above it. */
  lead?: ReactNode;
  /** On the button that sends it: "Save". */
  submit: string;
  tone?: "primary" | "dangerSolid";
  /** What it throws stays in the form, and so does what was typed. Close it when it is done. */
  onSubmit(form: FormData): Promise<void>;
  onClose(): void;
  /** The fields. */
  children: ReactNode;
}

/** An open sheet at the side with a form about something in the list behind it. It stays while the form is being sent. */
export function FormSheet({
  title,
  description,
  lead,
  submit,
  tone = "primary",
  onSubmit,
  onClose,
  children,
}: FormSheetProps) {
  const words = useTranslations("ui.dialog");
  const formId = useId();
  const [pending, setPending] = useState(false);

  async function send(form: FormData) {
    setPending(true);
    try {
      await onSubmit(form);
    } finally {
      setPending(false);
    }
  }
  return (
    <Sheet
      open
      onOpenChange={(open) => open || pending || onClose()}
      title={title}
      description={description}
      footer={
        <>
          <DialogClose>
            <Button>{words("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} tone={tone} pending={pending}>
            {submit}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-4">
        {lead}
        <Form id={formId} label={title} onSubmit={send}>
          {children}
        </Form>
      </div>
    </Sheet>
  );
}
