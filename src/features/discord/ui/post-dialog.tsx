"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import type { Bot, Post } from "../schema.ts";
import { ChannelSelect } from "./channel-select.tsx";
import { SERVERS_QUERY } from "./discord-query.ts";

/** What communities mostly tell: each box stands for these types. All others are typed. */
const USUAL = {
  visits: ["game.player_login", "game.player_logout"],
  deaths: ["game.death"],
  achievements: ["game.achievement", "game.advancement"],
  servers: ["server.state_changed"],
  punishments: ["player.banned", "player.unbanned", "player.kicked"],
} as const;
const NAMES = Object.keys(USUAL) as (keyof typeof USUAL)[];

export interface PostDialogProps {
  bot: Bot;
  /** The one that is changed; absent: a new one. */
  post?: Post;
  trigger: ReactNode;
}

/** Which events are told in which channel, of which servers, and how. */
export function PostDialog({ bot, post, trigger }: PostDialogProps) {
  const words = useTranslations("discord.posts");
  const common = useTranslations("ui.dialog");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const { data: servers } = useQuery(trpc.servers.list.queryOptions(SERVERS_QUERY, { enabled: open }));
  const chosen = new Set(post?.types ?? USUAL.visits);
  const usual = NAMES.filter((name) => USUAL[name].every((type) => chosen.has(type)));
  const others = [...chosen].filter((type) => !usual.some((name) => (USUAL[name] as readonly string[]).includes(type)));

  async function save(form: FormData) {
    const types = [
      ...form.getAll("usual").flatMap((name) => USUAL[name as keyof typeof USUAL]),
      ...String(form.get("types") ?? "")
        .split(/[\s,]+/)
        .filter(Boolean),
    ];
    if (types.length === 0)
      throw { message: words("noEvents"), details: [{ path: "types", message: words("noEvents") }] };
    const input = {
      channelId: String(form.get("channelId") ?? ""),
      types,
      serverIds: form.getAll("serverIds").map(String),
      template: String(form.get("template") ?? "").trim() || null,
    };
    setPending(true);
    try {
      if (post) await client.discord.changePost.mutate({ postId: post.id, ...input });
      else await client.discord.addPost.mutate(input);
      setOpen(false);
      await queryClient.invalidateQueries({ queryKey: trpc.discord.posts.pathKey() });
    } finally {
      setPending(false);
    }
  }

  const title = words(post ? "editTitle" : "addTitle");
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!pending) setOpen(next);
      }}
      title={title}
      trigger={trigger}
      footer={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} tone="primary" pending={pending}>
            {words(post ? "save" : "add")}
          </Button>
        </>
      }
    >
      <Form id={formId} label={title} onSubmit={save}>
        <ChannelSelect bot={bot} {...(post && { defaultValue: post.channelId })} />
        <Field name="usual" kind="group" label={words("events")}>
          <div className="grid gap-1.5">
            {NAMES.map((name) => (
              <Checkbox
                key={name}
                name="usual"
                value={name}
                label={words(`usual.${name}`)}
                defaultChecked={usual.includes(name)}
              />
            ))}
          </div>
        </Field>
        <Field name="types" label={words("others")} hint={words("othersHint")}>
          <Input mono defaultValue={others.join(", ")} autoComplete="off" spellCheck={false} />
        </Field>
        {servers && servers.items.length > 0 ? (
          <Field name="serverIds" kind="group" label={words("servers")} hint={words("serversHint")}>
            <div className="grid max-h-48 min-w-0 gap-1.5 overflow-y-auto rounded-md border border-line p-3">
              {servers.items.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  name="serverIds"
                  value={id}
                  label={name}
                  defaultChecked={post?.serverIds.includes(id) ?? false}
                />
              ))}
            </div>
          </Field>
        ) : null}
        <Field name="template" label={words("template")} hint={words("templateHint")}>
          <Textarea
            rows={2}
            maxLength={1_000}
            defaultValue={post?.template ?? ""}
            placeholder={words("templatePlaceholder")}
          />
        </Field>
      </Form>
    </Dialog>
  );
}
