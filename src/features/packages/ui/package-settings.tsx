"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { amountText } from "../amount-text.ts";
import { COUNTED_RESOURCES, NO_LIMIT } from "../resources.ts";
import type { Package } from "../schema.ts";
import { PackageFieldset, readPackage } from "./package-fields.tsx";

/** What members may have: every package, and for the team its form. */
export function PackageSettings() {
  const words = useTranslations("packages.settings");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const mayWrite = may(useWho(), "economy:write");
  const packages = useQuery(trpc.packages.list.queryOptions({}));
  if (packages.error)
    return <ErrorState title={words("failed")} error={packages.error} onRetry={() => void packages.refetch()} />;
  if (!packages.data)
    return (
      <Loading label={words("loading")}>
        <Skeleton height="12rem" />
      </Loading>
    );
  async function done(said: string): Promise<null> {
    toast.done(said);
    await queryClient.invalidateQueries({ queryKey: trpc.packages.pathKey() });
    return null;
  }
  const { items } = packages.data;
  return (
    <Stack width="form">
      <PageHeader
        title={words("title")}
        description={words("text")}
        actions={
          mayWrite ? (
            <CreateDialog
              label={words("add")}
              icon={<Plus />}
              title={words("add")}
              submit={words("add")}
              onSubmit={async (form) => {
                await client.packages.create.mutate(readPackage(form));
                return done(words("saved"));
              }}
            >
              <PackageFieldset of={null} />
            </CreateDialog>
          ) : null
        }
      />
      {items.map((each) => (
        <PackageCard
          key={each.id}
          of={each}
          others={items.filter(({ id }) => id !== each.id)}
          mayWrite={mayWrite}
          done={done}
        />
      ))}
    </Stack>
  );
}

interface PackageCardProps {
  of: Package;
  others: readonly Package[];
  mayWrite: boolean;
  done(said: string): Promise<null>;
}

function PackageCard({ of, others, mayWrite, done }: PackageCardProps) {
  const words = useTranslations("packages.settings");
  const resources = useTranslations("packages.resources");
  const client = useTRPCClient();
  const notes = [
    words("grace", { days: of.graceDays }),
    ...(of.queuePriority === 0 ? [] : [words("priority", { priority: of.queuePriority })]),
    ...(of.assigned === null ? [] : [words("assigned", { count: of.assigned })]),
    ...(of.discordRoles?.length ? [words("byRoles", { count: of.discordRoles.length })] : []),
  ];
  return (
    <Card
      title={
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          {of.color ? <span aria-hidden className="size-3 rounded-full" style={{ backgroundColor: of.color }} /> : null}
          <span className="min-w-0 break-words">{of.name}</span>
          {of.isDefault ? <Badge tone="info">{words("isDefault")}</Badge> : null}
        </span>
      }
      description={[of.description, notes.join(" · ")].filter(Boolean).join(" ")}
      actions={
        mayWrite ? (
          <>
            <CreateDialog
              tone="neutral"
              label={words("edit")}
              icon={<Pencil />}
              title={words("editTitle", { name: of.name })}
              submit={words("save")}
              onSubmit={async (form) => {
                await client.packages.update.mutate({ packageId: of.id, ...readPackage(form) });
                return done(words("saved"));
              }}
            >
              <PackageFieldset of={of} />
            </CreateDialog>
            {of.isDefault ? null : (
              <>
                <Button
                  onClick={() =>
                    void client.packages.update.mutate({ packageId: of.id, isDefault: true }).then(
                      () => done(words("saved")),
                      (error) => toast.failed(words("actFailed"), error),
                    )
                  }
                >
                  {words("makeDefault")}
                </Button>
                <CreateDialog
                  tone="danger"
                  label={words("remove")}
                  icon={<Trash2 />}
                  title={words("removeTitle", { name: of.name })}
                  description={words("removeText", { count: of.assigned ?? 0 })}
                  submit={words("remove")}
                  onSubmit={async (form) => {
                    const replacementId = form.get("replacementId");
                    await client.packages.remove.mutate({
                      packageId: of.id,
                      ...(replacementId && { replacementId: String(replacementId) }),
                    });
                    return done(words("removed"));
                  }}
                >
                  {of.assigned ? (
                    <Field name="replacementId" label={words("replacement")} required>
                      <Select options={others.map(({ id, name }) => ({ value: id, label: name }))} />
                    </Field>
                  ) : null}
                </CreateDialog>
              </>
            )}
          </>
        ) : null
      }
    >
      <DescriptionList
        items={COUNTED_RESOURCES.map((resource) => ({
          label: resources(resource),
          value: of.limits[resource] >= NO_LIMIT ? words("noLimit") : amountText(resource, of.limits[resource]),
        }))}
      />
    </Card>
  );
}
