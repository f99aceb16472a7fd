"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Community, CommunitySettings } from "../schema.ts";
import { useSaveSettings } from "./use-save-settings.ts";

const CHANNELS = ["killChannel", "leaderboardChannel", "logChannel"] as const;
const ROLES = ["adminRole", "moderatorRole"] as const;

export interface CommunityDiscordProps {
  community: Community;
  settings: CommunitySettings;
}

/** What the bot tells in which channel, who is what by their role on Discord, and which server of Discord that is. */
export function CommunityDiscord({ community, settings }: CommunityDiscordProps) {
  const words = useTranslations("communities.settings");
  const trpc = useTRPC();
  const save = useSaveSettings(community.id);
  const { data: places } = useQuery(trpc.communities.places.queryOptions({ communityId: community.id }));
  if (!places) return null;
  const none = (label: string) => ({ value: "", label });
  const channels = places.channels.map(({ id, name, maySend }) => ({
    value: id,
    label: maySend ? `#${name}` : words("mayNot", { name }),
    disabled: !maySend,
  }));
  const roles = places.roles.map(({ id, name }) => ({ value: id, label: name }));
  async function change(form: FormData) {
    const chosen = Object.fromEntries([...CHANNELS, ...ROLES].map((name) => [name, String(form.get(name)) || null]));
    await save({ ...chosen, killNotifications: form.get("killNotifications") === "on" });
  }
  return (
    <Card title={words("discord")} description={words("discordText")}>
      {places.lastError ? <Callout tone="warn">{words("lastError", { problem: places.lastError })}</Callout> : null}
      {places.channels.length === 0 ? (
        <Callout>{words("noGuild")}</Callout>
      ) : (
        <Form label={words("discord")} onSubmit={change}>
          <Checkbox
            name="killNotifications"
            label={words("killNotifications")}
            defaultChecked={settings.killNotifications}
          />
          {CHANNELS.map((name) => (
            <Field key={name} name={name} label={words(name)} unmarked>
              <Select options={[none(words("nowhere")), ...channels]} defaultValue={settings[name] ?? ""} />
            </Field>
          ))}
          {ROLES.map((name) => (
            <Field
              key={name}
              name={name}
              label={words(name)}
              unmarked
              {...(name === "adminRole" && { hint: words("adminRoleHint") })}
            >
              <Select options={[none(words("nobody")), ...roles]} defaultValue={settings[name] ?? ""} />
            </Field>
          ))}
          <div>
            <SubmitButton>{words("save")}</SubmitButton>
          </div>
        </Form>
      )}
      <JoinGuild community={community} />
    </Card>
  );
}

/** Which server of Discord the community is: one of those that the reader's other communities have, or none. */
function JoinGuild({ community }: { community: Community }) {
  const words = useTranslations("communities.settings");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.communities.list.queryOptions({ mine: true, limit: 100 }));
  const mine = (data?.items ?? []).filter(({ role, hasBot, id }) => role === "admin" && hasBot && id !== community.id);
  if (mine.length === 0 && community.guildId === null) return null;
  async function join(form: FormData) {
    const guildId = String(form.get("guildId")) || null;
    const { name } = await client.communities.setGuild.mutate({ communityId: community.id, guildId });
    toast.done(words("joined", { name }));
    await queryClient.invalidateQueries({ queryKey: trpc.communities.pathKey() });
  }
  return (
    <div className="mt-6 border-line border-t pt-4">
      <Form label={words("join")} onSubmit={join}>
        <Field name="guildId" label={words("guildId")} hint={words("joinText")} unmarked>
          <Select
            key={community.guildId}
            defaultValue={community.guildId ?? ""}
            options={[
              { value: "", label: words("guildNone") },
              ...(community.guildId
                ? [{ value: community.guildId, label: community.guildName ?? community.guildId }]
                : []),
              ...mine.flatMap(({ guildId, guildName, name }) =>
                guildId ? [{ value: guildId, label: guildName ?? name }] : [],
              ),
            ]}
          />
        </Field>
        <div>
          <SubmitButton>{words("joinSave")}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}
