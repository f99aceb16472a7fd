"use client";

import { useTranslations } from "next-intl";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { PasswordInput } from "#app/ui/form/password-input.tsx";
import { PASSWORD_MAX } from "../rules.ts";

/** Name, address and password of an account that is being made. An address that an invitation names is fixed. */
export function AccountFields({ email }: { email?: string | null }) {
  const words = useTranslations("identity.account");
  return (
    <>
      <Field name="name" label={words("name")} hint={words("nameHint")} required>
        <Input autoComplete="name" maxLength={60} autoFocus />
      </Field>
      <Field name="email" label={words("email")} required {...(email && { hint: words("emailFixed") })}>
        <Input
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          {...(email && { defaultValue: email, readOnly: true })}
        />
      </Field>
      <NewPasswordField label={words("password")} />
    </>
  );
}

/** A password that is being chosen. */
export function NewPasswordField({ label, name = "password" }: { label: string; name?: string }) {
  const words = useTranslations("identity.account");
  return (
    <Field name={name} label={label} hint={words("passwordHint")} required>
      <PasswordInput autoComplete="new-password" maxLength={PASSWORD_MAX} />
    </Field>
  );
}

/** What was typed into `AccountFields`. */
export function readAccount(form: FormData) {
  return {
    name: String(form.get("name") ?? ""),
    email: String(form.get("email") ?? ""),
    password: String(form.get("password") ?? ""),
  };
}
