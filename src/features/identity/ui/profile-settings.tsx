"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Avatar } from "#app/ui/avatar.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Me } from "../schema.ts";
import { AppearanceCard } from "./appearance-card.tsx";
import { Loaded } from "./loaded.tsx";
import { useFreshSignIn } from "./use-fresh-sign-in.tsx";

/** The own account as others see it, who one is elsewhere (the cards of other features), and how the panel looks to its person. */
export function ProfileSettings({ children }: { children?: ReactNode }) {
  const words = useTranslations("identity.profile");
  const trpc = useTRPC();
  const me = useQuery(trpc.profile.get.queryOptions({}));
  return (
    <Stack width="form">
      <PageHeader title={words("title")} />
      <Loaded query={me} label={words("title")} failed={words("failed")} height="12rem">
        {(person) => (
          <>
            <NameCard me={person} />
            <AddressCard me={person} />
          </>
        )}
      </Loaded>
      {children}
      <AppearanceCard />
    </Stack>
  );
}

function NameCard({ me }: { me: Me }) {
  const words = useTranslations("identity.profile");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  return (
    <Card title={words("you")}>
      <Form
        label={words("you")}
        onSubmit={async (form) => {
          const after = await client.profile.update.mutate({ name: String(form.get("name") ?? "") });
          queryClient.setQueryData(trpc.profile.get.queryKey({}), after);
          toast.done(words("saved"));
          // The name stands in the shell too, which the server renders.
          router.refresh();
        }}
      >
        <div className="flex min-w-0 items-start gap-4">
          <Avatar name={me.name} size="lg" {...(me.avatarUrl && { src: me.avatarUrl })} />
          <div className="min-w-0 flex-1">
            <Field name="name" label={words("name")} hint={words("avatarHint")} required>
              <Input key={me.name} defaultValue={me.name} autoComplete="name" maxLength={60} />
            </Field>
          </div>
        </div>
        <div>
          <SubmitButton>{words("save")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

function AddressCard({ me }: { me: Me }) {
  const words = useTranslations("identity.profile");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { fresh, dialog } = useFreshSignIn();
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-2">
          {words("address")}
          {me.email && me.emailVerified ? <Badge tone="ok">{words("verified")}</Badge> : null}
        </span>
      }
      description={words("addressText")}
    >
      {dialog}
      <Form
        label={words("address")}
        onSubmit={async (form) => {
          const email = String(form.get("email") ?? "");
          const after = await fresh(() => client.profile.changeEmail.mutate({ email }));
          queryClient.setQueryData(trpc.profile.get.queryKey({}), after);
          toast.done(words("addressSaved"));
        }}
      >
        <Field name="email" label={words("email")} required>
          <Input
            key={me.email}
            type="email"
            inputMode="email"
            defaultValue={me.email ?? ""}
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
          />
        </Field>
        <div>
          <SubmitButton>{words("change")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
