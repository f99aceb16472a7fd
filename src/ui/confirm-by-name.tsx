"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "./button.tsx";
import { Callout } from "./callout.tsx";
import { Dialog, DialogClose } from "./dialog.tsx";
import { Field } from "./form/field.tsx";
import { Input } from "./form/input.tsx";
import { useAct } from "./use-act.ts";

export interface ConfirmByNameProps {
  /** "Delete Nightfall?" */
  title: string;
  /** What has to be typed: the thing's own name. */
  name: string;
  /** What is lost, one line each: "12 backups, 48 GiB". */
  consequences: readonly ReactNode[];
  /** The verb and the kind: "Delete server". */
  actionLabel: string;
  /** A thrown error stays in the dialog, and the dialog stays open. */
  onConfirm(): Promise<void> | void;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?(open: boolean): void;
  /** Further choices that belong to the act, such as a safety backup first. */
  children?: ReactNode;
}

/** For what can't be undone: the consequences as a list, and a button that waits for the thing's name. */
export function ConfirmByName(props: ConfirmByNameProps) {
  const words = useTranslations("ui.confirm");
  const common = useTranslations("ui.dialog");
  const formId = useId();
  const [typed, setTyped] = useState("");
  const { layer, pending, failure, run } = useAct(props);
  const matches = typed.trim() === props.name;
  return (
    <Dialog
      size="sm"
      title={props.title}
      trigger={props.trigger}
      open={layer.open}
      onOpenChange={(open) => {
        setTyped("");
        layer.onOpenChange(open);
      }}
      description={
        <>
          <p>{words("cannotBeUndone")}</p>
          <ul className="mt-1.5 list-disc space-y-0.5 pl-5 text-ink">
            {props.consequences.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines are fixed while the dialog is open
              <li key={index}>{line}</li>
            ))}
          </ul>
        </>
      }
      footer={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} tone="dangerSolid" disabled={!matches} pending={pending !== null}>
            {props.actionLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (matches && pending === null) void run("confirm", props.onConfirm);
        }}
      >
        <Field
          name="name"
          required
          label={words.rich("type", {
            name: () => (
              <code className="select-all break-words rounded-sm bg-sunken px-1 py-0.5 font-mono font-semibold">
                {props.name}
              </code>
            ),
          })}
        >
          <Input mono autoFocus autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
        {props.children}
        {failure ? <Callout tone="bad" title={failure} /> : null}
      </form>
    </Dialog>
  );
}
