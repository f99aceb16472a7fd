"use client";

import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { CodeBlock } from "#app/ui/code-block.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { JobRow } from "#app/ui/job-row.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";

export function FeedbackParts() {
  return (
    <Stack columns={2}>
      <Card title="Remarks">
        <Stack gap="sm">
          <Callout tone="info" title="Schedules run in Europe/Berlin" />
          <Callout tone="warn" title="Renews in 3 days" actions={<Button>Extend</Button>}>
            300 coins are missing.
          </Callout>
          <Callout tone="bad" announce={false} title="Node-2 is silent since 14:02" />
          <Callout tone="ok" title="All nodes answer" />
          <CodeBlock
            what="install command"
            code="curl -fsS https://panel.example.org/agent.mjs -o agent.mjs && node agent.mjs join gkj_7fQ2xVb1mN8sK0dL4pR6"
          />
        </Stack>
      </Card>
      <Card title="Work under way">
        <Progress label="Upload of map.zip" percent={61} />
        <Progress label="Counting files" percent={null} note="22,396 files" />
        <Progress label="Disk" percent={96} tone="bad" />
        <JobRow
          href="/j/job_1"
          onCancel={() => {}}
          job={{
            id: "job_1",
            title: "Backup of Lowtide with a name that is rather long for its place",
            state: "running",
            phase: "Archiving",
            percent: 61,
            rate: "4.1 MB/s",
            secondsLeft: 200,
            startedAt: "2026-11-21T01:58:00Z",
          }}
        />
        <Loading label="Loading jobs" slow="Still loading. Node-2 is slow to answer.">
          <Skeleton width="60%" />
          <Skeleton width="90%" />
        </Loading>
      </Card>
      <Card title="A panel that failed">
        <ErrorState
          title="The players could not be listed"
          error={{ message: "Node-2 did not answer in 10 s.", requestId: "req_019a61" }}
          advice="Retry, or open the node."
          onRetry={() => {}}
        />
      </Card>
      <div>
        <Forbidden embedded permission="nodes:read" granters={["Mira", "Borin"]} />
      </div>
    </Stack>
  );
}
