"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmByName } from "#app/ui/confirm-by-name.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Switch } from "#app/ui/form/switch.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Community, CommunitySettings as Settings } from "../schema.ts";
import { CommunityBots } from "./community-bots.tsx";
import { CommunityDiscord } from "./community-discord.tsx";
import { useSaveSettings } from "./use-save-settings.ts";

const LEVELS = ["PUBLIC", "FRIENDS_ONLY", "PRIVATE"] as const;
const FEATURES: readonly (keyof Settings["features"])[] = [
  "killTracker",
  "leaderboard",
  "notifications",
  "customCommands",
];

/** All that a community's admins set: what it is, who sees it, what it does, what is told where on Discord. */
export function CommunitySettings({ communityId }: { communityId: string }) {
  const words = useTranslations("communities.settings");
  const trpc = useTRPC();
  const who = useWho();
  const { data: community } = useQuery(trpc.communities.get.queryOptions({ communityId }));
  const { data: settings } = useQuery(trpc.communities.settings.queryOptions({ communityId }));
  const save = useSaveSettings(communityId);
  if (!community || !settings)
    return (
      <Loading label={words("general")}>
        <Skeleton height="20rem" />
      </Loading>
    );
  if (!may(who, "communities:write", { communityId: community.id })) return <Callout>{words("lacking")}</Callout>;
  return (
    <Stack width="form">
      <General community={community} />
      <Card title={words("privacyTitle")} description={words("privacyText")}>
        <Form
          label={words("privacyTitle")}
          onSubmit={async (form) => {
            await save({
              privacyLevel: LEVELS.find((one) => one === form.get("privacyLevel")) ?? settings.privacyLevel,
            });
          }}
        >
          <Field name="privacyLevel" kind="group" label={words("privacyLevel")} hideLabel unmarked>
            <RadioGroup
              key={settings.privacyLevel}
              defaultValue={settings.privacyLevel}
              options={LEVELS.map((value) => ({
                value,
                label: words(`levels.${value}`),
                hint: words(`levelHints.${value}`),
              }))}
            />
          </Field>
          <div>
            <SubmitButton>{words("save")}</SubmitButton>
          </div>
        </Form>
      </Card>
      <Card title={words("features")} description={words("featuresText")}>
        <div className="grid gap-3">
          {FEATURES.map((name) => (
            <Switch
              key={name}
              label={words(`feature.${name}`)}
              hint={words(`featureHints.${name}`)}
              checked={settings.features[name]}
              onChange={(on) =>
                void save({ features: { [name]: on } }).catch((error) => toast.failed(words("notSaved"), error))
              }
            />
          ))}
        </div>
      </Card>
      <CommunityDiscord community={community} settings={settings} />
      <CommunityBots communityId={communityId} settings={settings} />
      {may(who, "communities:create") ? <Danger community={community} /> : null}
    </Stack>
  );
}

function General({ community }: { community: Community }) {
  const words = useTranslations("communities.settings");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  async function change(form: FormData) {
    await client.communities.update.mutate({
      communityId: community.id,
      name: String(form.get("name")),
      slug: String(form.get("slug")),
      description: String(form.get("description")),
    });
    toast.done(words("saved"));
    await queryClient.invalidateQueries({ queryKey: trpc.communities.pathKey() });
  }
  return (
    <Card title={words("general")}>
      <Form label={words("general")} onSubmit={change}>
        <Field name="name" label={words("name")} required>
          <Input defaultValue={community.name} maxLength={100} autoComplete="off" />
        </Field>
        <Field name="slug" label={words("slug")} hint={words("slugHint")} required>
          <Input mono defaultValue={community.slug} maxLength={48} autoComplete="off" spellCheck={false} />
        </Field>
        <Field name="description" label={words("about")}>
          <Textarea defaultValue={community.description} maxLength={500} rows={3} />
        </Field>
        <div>
          <SubmitButton>{words("save")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

function Danger({ community: { id, name, members } }: { community: Community }) {
  const words = useTranslations("communities.settings");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  return (
    <Card title={words("danger")} description={words("dangerText")}>
      <ConfirmByName
        title={words("removeTitle", { name })}
        name={name}
        consequences={[words("removeMembers", { count: members }), words("removeBoards"), words("removeSettings")]}
        actionLabel={words("remove")}
        trigger={<Button tone="danger">{words("remove")}</Button>}
        onConfirm={async () => {
          await client.communities.remove.mutate({ communityId: id });
          toast.done(words("removed", { name }));
          router.push("/communities" as Route);
          await queryClient.invalidateQueries({ queryKey: trpc.communities.list.pathKey() });
        }}
      />
    </Card>
  );
}
