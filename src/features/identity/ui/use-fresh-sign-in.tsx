"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useId, useRef, useState } from "react";
import { shownError, useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { PasswordInput } from "#app/ui/form/password-input.tsx";
import { Skeleton } from "#app/ui/skeleton.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { PASSWORD_MAX } from "../rules.ts";
import { CodeField } from "./second-factor-form.tsx";

/** Thrown by an act that learns by another way than tRPC that the sign-in is too old for it. */
export class StaleSignIn extends Error {}

interface Waiting {
  again(): void;
  giveUp(): void;
}

export interface FreshSignIn {
  /** Does the act; where the panel wants a fresh sign-in for it, asks for the password or a code, then does it again. Rejects with the act's own error. */
  fresh<T>(act: () => Promise<T>): Promise<T>;
  /** Goes somewhere into the component that uses it. */
  dialog: ReactNode;
}

/** For acts that the panel does only for who signed in a moment ago. */
export function useFreshSignIn(): FreshSignIn {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const fresh = useCallback(async <T,>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof StaleSignIn) && shownError(error)?.reason !== "identity.reauthenticate") throw error;
      return new Promise<T>((resolve, reject) => {
        setWaiting({ again: () => act().then(resolve, reject), giveUp: () => reject(error) });
      });
    }
  }, []);
  const dialog = waiting ? (
    <FreshSignInDialog
      onDone={() => {
        setWaiting(null);
        waiting.again();
      }}
      onCancel={() => {
        setWaiting(null);
        waiting.giveUp();
      }}
    />
  ) : null;
  return { fresh, dialog };
}

function FreshSignInDialog({ onDone, onCancel }: { onDone(): void; onCancel(): void }) {
  const words = useTranslations("identity.fresh");
  const common = useTranslations("ui.dialog");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const formId = useId();
  const settled = useRef(false);
  const { data: me } = useQuery(trpc.profile.get.queryOptions({}));
  const [byCode, setByCode] = useState(false);
  const way = !me ? null : me.hasPassword && !byCode ? "password" : me.secondFactor ? "code" : "none";

  async function send(form: FormData) {
    const typed = (name: string) => String(form.get(name) ?? "");
    await client.auth.reauthenticate.mutate(
      way === "password" ? { password: typed("password") } : { code: typed("code") },
    );
    settled.current = true;
    onDone();
  }
  async function signInAnew() {
    try {
      await client.auth.signOut.mutate({});
      location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
    } catch (error) {
      toast.failed(words("title"), error);
    }
  }

  return (
    <Dialog
      size="sm"
      open
      onOpenChange={(open) => {
        if (!open && !settled.current) onCancel();
      }}
      title={words("title")}
      description={words(way === "none" ? "noneText" : "text")}
      footer={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          {way === "none" ? (
            <Button tone="primary" onClick={() => void signInAnew()}>
              {words("signInAnew")}
            </Button>
          ) : (
            <Button type="submit" form={formId} tone="primary" disabled={way === null}>
              {words("confirm")}
            </Button>
          )}
        </>
      }
    >
      {way === null ? <Skeleton height="3.5rem" /> : null}
      {way === "password" || way === "code" ? (
        <Form key={way} id={formId} label={words("title")} onSubmit={send}>
          {way === "password" ? (
            <Field name="password" label={words("password")} required>
              <PasswordInput autoComplete="current-password" maxLength={PASSWORD_MAX} autoFocus />
            </Field>
          ) : (
            <CodeField />
          )}
          {me?.hasPassword && me.secondFactor ? (
            <Button tone="quiet" onClick={() => setByCode(!byCode)}>
              {words(byCode ? "usePassword" : "useCode")}
            </Button>
          ) : null}
        </Form>
      ) : null}
    </Dialog>
  );
}
