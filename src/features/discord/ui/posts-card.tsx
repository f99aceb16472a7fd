"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Bot, Post } from "../schema.ts";
import { ChannelCard, REFRESH_MS } from "./channel-card.tsx";
import { ChannelLine } from "./channel-line.tsx";
import { PostDialog } from "./post-dialog.tsx";

/** What the bot tells in which channel. */
export function PostsCard({ bot }: { bot: Bot }) {
  const words = useTranslations("discord.posts");
  const trpc = useTRPC();
  const mayWrite = may(useWho(), "settings:write");
  const list = useQuery(trpc.discord.posts.queryOptions({}, { refetchInterval: REFRESH_MS }));
  return (
    <ChannelCard
      words={words}
      list={list}
      icon={<Megaphone />}
      actions={mayWrite ? <PostDialog bot={bot} trigger={<Button>{words("add")}</Button>} /> : null}
      line={(post) => <PostLine key={post.id} bot={bot} post={post} mayWrite={mayWrite} />}
    />
  );
}

function PostLine({ bot, post, mayWrite }: { bot: Bot; post: Post; mayWrite: boolean }) {
  const words = useTranslations("discord.posts");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { id: postId, channelName, enabled, template, types, serverIds } = post;
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.discord.posts.pathKey() });
  const attempt = (work: Promise<unknown>, done?: string) =>
    work.then(
      () => {
        if (done) toast.done(done);
        void refresh();
      },
      (error) => toast.failed(words("notDone"), error),
    );
  const channel = channelName ? `#${channelName}` : words("thisChannel");
  return (
    <ChannelLine
      {...post}
      badge={enabled ? null : <Badge>{words("paused")}</Badge>}
      actions={
        mayWrite ? (
          <>
            <Button
              size="sm"
              disabled={!enabled}
              onClick={() => void attempt(client.discord.testPost.mutate({ postId }), words("tested", { channel }))}
            >
              {words("test")}
            </Button>
            <Button
              size="sm"
              onClick={() => void attempt(client.discord.changePost.mutate({ postId, enabled: !enabled }))}
            >
              {words(enabled ? "pause" : "resume")}
            </Button>
            <PostDialog bot={bot} post={post} trigger={<Button size="sm">{words("edit")}</Button>} />
            <ConfirmDialog
              title={words("removeTitle", { channel })}
              effect={words("removeEffect")}
              actions={[
                {
                  label: words("remove"),
                  tone: "dangerSolid",
                  async act() {
                    await client.discord.removePost.mutate({ postId });
                    await refresh();
                  },
                },
              ]}
              trigger={<Button size="sm">{words("remove")}</Button>}
            />
          </>
        ) : null
      }
    >
      <code className="font-mono">{types.join(", ")}</code>
      {serverIds.length > 0 ? ` · ${words("ofServers", { count: serverIds.length })}` : null}
      {template ? <span className="block text-ink-3">{template}</span> : null}
    </ChannelLine>
  );
}
