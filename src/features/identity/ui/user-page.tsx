"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmByName } from "#app/ui/confirm-by-name.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { mayActOn, type Ranked } from "../policy.ts";
import type { User } from "../schema.ts";
import { Loaded } from "./loaded.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { SuspendSheet } from "./suspend-sheet.tsx";
import { SuspensionsCard } from "./suspensions-card.tsx";
import { useRanked } from "./use-ranked.ts";

/** Who a user is here, what they may and have (`children`), and the ways to end it. */
export function UserPage({ userId, children }: { userId: string; children?: ReactNode }) {
  const words = useTranslations("identity.user");
  const trpc = useTRPC();
  const ranked = useRanked();
  const query = useQuery(trpc.users.get.queryOptions({ userId }));
  return (
    <Loaded query={query} label={words("loading")} failed={words("failed")} height="16rem">
      {(user) => (
        <Shown user={user} ranked={ranked}>
          {children}
        </Shown>
      )}
    </Loaded>
  );
}

function Shown({ user, ranked, children }: { user: User; ranked: Ranked; children: ReactNode }) {
  const words = useTranslations("identity.user");
  const isSelf = user.id === ranked.userId;
  const theirRank = Math.max(0, ...user.roles.map(({ rank }) => rank));
  const here = user.state !== "removed";
  const reachable = here && mayActOn(ranked, theirRank);
  return (
    <Stack width="form">
      {here && !reachable && ranked.rank > 0 ? <Callout>{words("above")}</Callout> : null}
      <Card title={words("facts")}>
        <DescriptionList
          items={[
            { label: words("id"), value: <Copyable value={user.id} what={words("id")} /> },
            { label: words("email"), value: user.email ?? words("none") },
            { label: words("factor"), value: words(user.secondFactor ? "factorOn" : "factorOff") },
            { label: words("sessions"), value: user.sessions ?? words("unknown") },
            { label: words("seen"), value: user.lastSeenAt ? <Time at={user.lastSeenAt} /> : words("never") },
            { label: words("created"), value: <Time at={user.createdAt} /> },
          ]}
        />
      </Card>
      {may(ranked, "roles:read") && here ? (
        <RolesCard user={user} ranked={ranked} writable={reachable && may(ranked, "roles:write")} />
      ) : null}
      {children}
      <SuspensionsCard userId={user.id} />
      {reachable && may(ranked, "users:write") ? (
        <>
          <NameCard user={user} />
          {isSelf ? null : <Danger user={user} />}
        </>
      ) : null}
    </Stack>
  );
}

function useChanged() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return (after: User) => {
    queryClient.setQueryData(trpc.users.get.queryKey({ userId: after.id }), after);
    void queryClient.invalidateQueries({ queryKey: trpc.users.list.pathKey() });
  };
}

function RolesCard({ user, ranked, writable }: { user: User; ranked: Ranked; writable: boolean }) {
  const words = useTranslations("identity.user");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const changed = useChanged();
  const roles = useQuery(trpc.roles.list.queryOptions({}));
  const chosen = user.roles.map(({ id }) => id);
  if (!writable)
    return (
      <Card title={words("roles")}>
        <p className="text-ink-2">{user.roles.map(({ name }) => name).join(", ") || words("none")}</p>
      </Card>
    );
  return (
    <Card title={words("roles")} description={words("rolesText")}>
      <Loaded query={roles} label={words("roles")} failed={words("rolesFailed")}>
        {({ items }) => (
          <Form
            key={chosen.join()}
            label={words("roles")}
            onSubmit={async (form) => {
              const wanted = [...new Set(form.getAll("roles").map(String))];
              changed(await client.users.setRoles.mutate({ userId: user.id, roles: wanted }));
              toast.done(words("rolesSaved", { name: user.name }));
            }}
          >
            <RoleChoice hideLabel roles={items} chosen={chosen} ranked={ranked} />
            <div>
              <SubmitButton>{words("saveRoles")}</SubmitButton>
            </div>
          </Form>
        )}
      </Loaded>
    </Card>
  );
}

function NameCard({ user }: { user: User }) {
  const words = useTranslations("identity.user");
  const client = useTRPCClient();
  const changed = useChanged();
  return (
    <Card title={words("account")}>
      <Form
        label={words("account")}
        onSubmit={async (form) => {
          const email = String(form.get("email") ?? "").trim();
          changed(
            await client.users.update.mutate({
              userId: user.id,
              name: String(form.get("name") ?? ""),
              ...(email !== (user.email ?? "") && { email }),
            }),
          );
          toast.done(words("saved"));
        }}
      >
        <Field name="name" label={words("name")} required>
          <Input key={user.name} defaultValue={user.name} autoComplete="off" maxLength={60} />
        </Field>
        <Field name="email" label={words("email")} hint={words("emailHint")} required={user.email !== null}>
          <Input
            key={user.email}
            type="email"
            inputMode="email"
            defaultValue={user.email ?? ""}
            autoComplete="off"
            autoCapitalize="none"
            maxLength={254}
          />
        </Field>
        <div>
          <SubmitButton>{words("save")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

/** Ends their sessions, for example when a machine of theirs was lost. */
function SignOut({ user }: { user: User }) {
  const words = useTranslations("identity.user");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  if (!user.sessions) return null;
  return (
    <Card
      title={words("signOut")}
      description={words("signOutText")}
      actions={
        <ConfirmDialog
          title={words("signOutTitle", { name: user.name })}
          effect={words("signOutEffect", { count: user.sessions })}
          actions={[
            {
              label: words("signOut"),
              tone: "dangerSolid",
              async act() {
                const { ended } = await client.users.signOut.mutate({ userId: user.id });
                await queryClient.invalidateQueries({ queryKey: trpc.users.pathKey() });
                toast.done(words("signedOut", { name: user.name, count: ended }));
              },
            },
          ]}
          trigger={<Button>{words("signOut")}</Button>}
        />
      }
    />
  );
}

function Danger({ user }: { user: User }) {
  const words = useTranslations("identity.user");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  const changed = useChanged();
  return (
    <>
      <SignOut user={user} />
      {user.state === "suspended" ? (
        <Card
          title={words("unsuspend")}
          description={
            user.suspendedUntil
              ? words.rich("unsuspendTextUntil", { end: () => <Time at={user.suspendedUntil!} mode="absolute" /> })
              : words("unsuspendText")
          }
          actions={
            <Button
              onClick={() =>
                void client.users.unsuspend
                  .mutate({ userId: user.id })
                  .then(changed, (error) => toast.failed(words("unsuspend"), error))
              }
            >
              {words("unsuspend")}
            </Button>
          }
        />
      ) : (
        <Card
          title={words("suspend")}
          description={words("suspendText")}
          actions={<SuspendSheet user={user} onDone={changed} />}
        />
      )}
      <Card
        title={words("remove")}
        description={words("removeText")}
        actions={
          <ConfirmByName
            title={words("removeTitle", { name: user.name })}
            name={user.name}
            consequences={[words("losesAccount"), words("losesKeys"), words("losesInvitations")]}
            actionLabel={words("remove")}
            trigger={<Button tone="danger">{words("remove")}</Button>}
            onConfirm={async () => {
              await client.users.remove.mutate({ userId: user.id });
              toast.done(words("removed", { name: user.name }));
              router.push("/settings/users" as Route);
              await queryClient.invalidateQueries({ queryKey: trpc.users.pathKey() });
            }}
          />
        }
      />
    </>
  );
}
