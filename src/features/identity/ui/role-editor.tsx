"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmByName } from "#app/ui/confirm-by-name.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Ranked } from "../policy.ts";
import { usePeopleEvents } from "./live.ts";
import { Loaded } from "./loaded.tsx";
import { PermissionBoxes } from "./permission-boxes.tsx";
import type { ShownRole } from "./role-choice.tsx";
import { useRanked } from "./use-ranked.ts";

type Role = ShownRole & { builtIn: boolean; members: number };
const HIGHEST_OWN_RANK = 99;
const NEW_RANK = 20;

/** One role with everything it may; its own ones can be changed, built-in ones are shown. */
export function RoleEditor({ roleId }: { roleId: string }) {
  const words = useTranslations("identity.role");
  const trpc = useTRPC();
  const ranked = useRanked();
  usePeopleEvents();
  const roles = useQuery(trpc.roles.list.queryOptions({}));
  return (
    <Loaded query={roles} label={words("loading")} failed={words("failed")} height="16rem">
      {({ items }) => {
        const role = items.find(({ id }) => id === roleId);
        return role ? <Shown role={role} ranked={ranked} /> : <NothingHere />;
      }}
    </Loaded>
  );
}

function Shown({ role, ranked }: { role: Role; ranked: Ranked }) {
  const words = useTranslations("identity.role");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  const hold = role.builtIn
    ? words("builtInText")
    : !may(ranked, "roles:write")
      ? words("mayNotWrite")
      : role.rank > ranked.rank
        ? words("aboveText")
        : null;
  return (
    <Stack width="form">
      <PageCrumbs crumbs={[{ label: role.name }]} />
      <PageHeader
        title={role.name}
        aside={role.builtIn ? <Badge>{words("builtIn")}</Badge> : null}
        {...(role.description && { description: role.description })}
      />
      {hold ? <Callout>{hold}</Callout> : null}
      <RoleForm
        key={JSON.stringify([role.name, role.permissions, hold])}
        label={role.name}
        role={role}
        ranked={ranked}
        readOnly={hold !== null}
        submit={words("save")}
        onSubmit={async (values) => {
          await client.roles.update.mutate({ roleId: role.id, ...values });
          await queryClient.invalidateQueries({ queryKey: trpc.roles.pathKey() });
          toast.done(words("saved"));
        }}
      />
      {hold ? null : (
        <Card
          title={words("remove")}
          description={role.members > 0 ? words("hasMembers", { count: role.members }) : words("removeText")}
          actions={
            <ConfirmByName
              title={words("removeTitle", { name: role.name })}
              name={role.name}
              consequences={[words("loses", { count: role.permissions.length })]}
              actionLabel={words("remove")}
              trigger={
                <Button tone="danger" disabled={role.members > 0}>
                  {words("remove")}
                </Button>
              }
              onConfirm={async () => {
                await client.roles.remove.mutate({ roleId: role.id });
                toast.done(words("removed", { name: role.name }));
                router.push("/settings/roles" as Route);
                await queryClient.invalidateQueries({ queryKey: trpc.roles.pathKey() });
              }}
            />
          }
        />
      )}
    </Stack>
  );
}

/** The form for a role of one's own. */
export function NewRole() {
  const words = useTranslations("identity.role");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  const ranked = useRanked();
  return (
    <Stack width="form">
      <PageCrumbs crumbs={[{ label: words("newTitle") }]} />
      <PageHeader title={words("newTitle")} description={words("newText")} />
      <RoleForm
        label={words("newTitle")}
        role={{ name: "", description: "", rank: NEW_RANK, permissions: [] }}
        ranked={ranked}
        readOnly={false}
        submit={words("create")}
        onSubmit={async (values) => {
          const role = await client.roles.create.mutate(values);
          await queryClient.invalidateQueries({ queryKey: trpc.roles.pathKey() });
          toast.done(words("created", { name: role.name }));
          router.push(`/settings/roles/${role.id}` as Route);
        }}
      />
    </Stack>
  );
}

interface RoleFormProps {
  label: string;
  role: Pick<Role, "name" | "description" | "rank" | "permissions">;
  ranked: Ranked;
  readOnly: boolean;
  submit: string;
  onSubmit(values: { name: string; description: string; rank: number; permissions: Permission[] }): Promise<void>;
}

function RoleForm({ label, role, ranked, readOnly, submit, onSubmit }: RoleFormProps) {
  const words = useTranslations("identity.role");
  const highest = Math.min(HIGHEST_OWN_RANK, ranked.rank);
  const boxes = <PermissionBoxes granted={role.permissions} ranked={ranked} readOnly={readOnly} />;
  if (readOnly) return <Stack>{boxes}</Stack>;
  return (
    <Form
      label={label}
      onSubmit={(form) =>
        onSubmit({
          name: String(form.get("name") ?? ""),
          description: String(form.get("description") ?? ""),
          rank: Number(form.get("rank")),
          permissions: form.getAll("permissions").map(String) as Permission[],
        })
      }
    >
      <Card title={words("about")}>
        <Stack>
          <Stack columns={2}>
            <Field name="name" label={words("name")} required>
              <Input defaultValue={role.name} autoComplete="off" maxLength={40} />
            </Field>
            <Field name="rank" label={words("rank")} hint={words("rankHint", { highest })} required>
              <Input type="number" inputMode="numeric" min={1} max={highest} step={1} defaultValue={role.rank} />
            </Field>
          </Stack>
          <Field name="description" label={words("description")}>
            <Input defaultValue={role.description} autoComplete="off" maxLength={200} />
          </Field>
        </Stack>
      </Card>
      {boxes}
      <div>
        <SubmitButton>{submit}</SubmitButton>
      </div>
    </Form>
  );
}
