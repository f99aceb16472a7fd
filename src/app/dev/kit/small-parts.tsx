"use client";

import { Play, Plus, RotateCw, Settings, Trash2 } from "lucide-react";
import { Avatar } from "#app/ui/avatar.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConnectionPill } from "#app/ui/connection-pill.tsx";
import { CopyButton } from "#app/ui/copy-button.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { IconButton } from "#app/ui/icon-button.tsx";
import { Kbd } from "#app/ui/kbd.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { Spark } from "#app/ui/spark.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { STATUS_STATES, Status } from "#app/ui/status.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { Tile } from "#app/ui/tile.tsx";
import { Time } from "#app/ui/time.tsx";

const HOURS = [3, 5, 8, 13, 21, 34, 36, 30, 22, 12, 6, 0];

export function SmallParts() {
  return (
    <Stack columns={2}>
      <Card title="Buttons">
        <div className="grid gap-3">
          <div className="flex flex-wrap gap-2">
            <Button tone="primary" icon={<Plus />}>
              New server
            </Button>
            <Button icon={<RotateCw />}>Restart</Button>
            <Button tone="quiet">Cancel</Button>
            <Button tone="danger" icon={<Trash2 />}>
              Revoke
            </Button>
            <Button tone="dangerSolid">Delete server</Button>
            <LinkButton href="/home">Open</LinkButton>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button tone="primary" pending>
              Restarting
            </Button>
            <Button disabled icon={<Play />}>
              Start
            </Button>
            <Button aria-pressed icon={<Play />}>
              Pressed
            </Button>
            <Button size="sm">Small</Button>
            <IconButton label="Settings" icon={<Settings />} />
            <IconButton label="Restart" icon={<RotateCw />} tone="neutral" />
            <IconButton label="Loading" icon={<RotateCw />} pending />
          </div>
        </div>
      </Card>
      <Card title="States">
        <div className="flex flex-wrap gap-2">
          {STATUS_STATES.map((state) => (
            <Status key={state} state={state} note={state === "unknown" ? "last seen 4 min ago" : undefined} />
          ))}
          <Badge>Primary</Badge>
          <Badge tone="warn">Expires in 6 days</Badge>
        </div>
        <div className="mt-3 flex flex-wrap gap-4">
          <ConnectionPill connection={{ state: "connecting" }} />
          <ConnectionPill connection={{ state: "live" }} />
          <ConnectionPill connection={{ state: "live", missed: 42 }} />
          <ConnectionPill connection={{ state: "reconnecting", attempt: 3 }} />
          <ConnectionPill connection={{ state: "stale", since: "14:02" }} />
        </div>
      </Card>
      <Card title="Facts">
        <DescriptionList
          items={[
            { label: "Address", value: <Copyable value="play.example.org:4000" what="address" /> },
            { label: "Created", value: <Time at="2026-11-21T01:40:00Z" /> },
            { label: "Last backup", value: <Time at="2026-10-01T01:40:00Z" /> },
            { label: "In the audit", value: <Time at="2026-10-01T01:40:00Z" mode="absolute" /> },
            { label: "Palette", value: <Kbd keys="mod+k" /> },
            { label: "Owner", value: <Avatar name="Mira Holt" /> },
            { label: "Copy", value: <CopyButton value="sha256:1" what="checksum" wide /> },
          ]}
        />
      </Card>
      <Card title="Numbers" flush>
        <div className="grid gap-3 p-4">
          <Meter label="Memory" used={2.4} limit={4} reserved={3} note="2.4 of 4 GiB" />
          <Meter label="Disk" used={46} limit={50} note="46 of 50 GiB" />
          <Meter label="Ports" used={99} limit={100} note="99 of 100" />
          <Spark values={HOURS} label="Players over 12 hours, peak 36" />
        </div>
      </Card>
      <Stack columns={2}>
        <Tile label="Online now" value="128" note="12 more than yesterday" />
        <Tile label="Balance" value="1,240 coins" />
      </Stack>
      <Tabs
        label="Sections of Nightfall"
        current="/servers/srv_1/console"
        tabs={["Console", "Files", "Backups", "Schedules", "Players", "Network", "Members", "Activity", "Settings"].map(
          (label) => ({
            label,
            href: `/servers/srv_1/${label.toLowerCase()}`,
            ...(label === "Backups" && { count: 6 }),
          }),
        )}
      />
    </Stack>
  );
}
