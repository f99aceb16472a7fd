"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Monitor, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { CardLine, CardList } from "./card-list.tsx";
import { deviceName } from "./device-name.ts";
import { Loaded } from "./loaded.tsx";

const HANDHELD = ["iPhone", "iPad", "Android"];

/** Where the person is signed in, and the way to end it from afar. */
export function SessionsCard() {
  const words = useTranslations("identity.security.sessions");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const list = useQuery(trpc.sessions.list.queryOptions({}));
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.sessions.list.pathKey() });
  const revoke = useMutation(
    trpc.sessions.revoke.mutationOptions({
      onSuccess: () => toast.done(words("ended")),
      onError: (error) => toast.failed(words("notEnded"), error),
      onSettled: () => void refresh(),
    }),
  );
  const others = list.data?.items.filter(({ current }) => !current).length ?? 0;

  return (
    <Card
      flush
      title={words("title")}
      description={words("text")}
      {...(others > 0 && {
        actions: (
          <ConfirmDialog
            title={words("endOthersTitle")}
            effect={words("endOthersEffect", { count: others })}
            actions={[
              {
                label: words("endOthers"),
                tone: "dangerSolid",
                async act() {
                  const { ended } = await client.sessions.revokeOthers.mutate({});
                  await refresh();
                  toast.done(words("endedOthers", { count: ended }));
                },
              },
            ]}
            trigger={<Button>{words("endOthers")}</Button>}
          />
        ),
      })}
    >
      <Loaded query={list} label={words("title")} failed={words("failed")}>
        {({ items }) => (
          <CardList label={words("title")}>
            {items.map((session) => {
              const { browser, system } = deviceName(session.userAgent);
              const device =
                browser && system
                  ? words("device", { browser, system })
                  : (browser ?? system ?? words("unknownDevice"));
              return (
                <CardLine
                  key={session.id}
                  icon={system && HANDHELD.includes(system) ? <Smartphone aria-hidden /> : <Monitor aria-hidden />}
                  title={device}
                  {...(session.current && { aside: <Badge tone="ok">{words("current")}</Badge> })}
                  {...(!session.current && {
                    actions: (
                      <Button
                        aria-label={words("endOf", { device })}
                        pending={revoke.isPending && revoke.variables.sessionId === session.id}
                        onClick={() => revoke.mutate({ sessionId: session.id })}
                      >
                        {words("end")}
                      </Button>
                    ),
                  })}
                >
                  {words(`methods.${session.method}`)}
                  {session.address ? `, ${session.address}` : ""}.{" "}
                  {session.current
                    ? words.rich("began", { time: () => <Time at={session.createdAt} /> })
                    : words.rich("seen", { time: () => <Time at={session.lastSeenAt} /> })}
                </CardLine>
              );
            })}
          </CardList>
        )}
      </Loaded>
    </Card>
  );
}
