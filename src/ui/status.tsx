import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleSlash,
  CircleX,
  Clock,
  Download,
  LoaderCircle,
  Lock,
  type LucideIcon,
  PauseCircle,
  TriangleAlert,
  Wrench,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "./badge.tsx";
import type { Tone } from "./tone.ts";

const STATES = {
  running: { icon: CircleCheck, tone: "ok" },
  starting: { icon: LoaderCircle, tone: "info" },
  restarting: { icon: LoaderCircle, tone: "info" },
  stopping: { icon: CircleDashed, tone: "warn" },
  offline: { icon: CircleSlash, tone: "idle" },
  crashed: { icon: CircleX, tone: "bad" },
  installing: { icon: Download, tone: "info" },
  suspended: { icon: Lock, tone: "warn" },
  unknown: { icon: CircleHelp, tone: "idle" },
  online: { icon: CircleCheck, tone: "ok" },
  degraded: { icon: TriangleAlert, tone: "warn" },
  draining: { icon: CircleDashed, tone: "warn" },
  maintenance: { icon: Wrench, tone: "info" },
  active: { icon: CircleCheck, tone: "ok" },
  paused: { icon: PauseCircle, tone: "idle" },
  expired: { icon: Clock, tone: "warn" },
  revoked: { icon: Ban, tone: "bad" },
  pending: { icon: Clock, tone: "idle" },
  queued: { icon: Clock, tone: "idle" },
  succeeded: { icon: CircleCheck, tone: "ok" },
  failed: { icon: CircleX, tone: "bad" },
  cancelled: { icon: CircleSlash, tone: "idle" },
  open: { icon: CircleDashed, tone: "info" },
  closed: { icon: CircleCheck, tone: "idle" },
} as const satisfies Record<string, { icon: LucideIcon; tone: Tone }>;

export type StatusState = keyof typeof STATES;

const TURNING: ReadonlySet<StatusState> = new Set(["starting", "restarting"]);

/** Every state the kit has a word and an icon for, in the order of the design guide. */
export const STATUS_STATES = Object.keys(STATES) as readonly StatusState[];

/** The state of a thing as icon, word and colour. `note` follows the word: "Unknown, last seen 4 min ago". */
export function Status({ state, note }: { state: StatusState; note?: ReactNode }) {
  const words = useTranslations("ui.status");
  const { icon: Icon, tone } = STATES[state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden className={TURNING.has(state) ? "animate-spin" : undefined} />}>
      {words(state)}
      {note ? <span className="font-normal">{note}</span> : null}
    </Badge>
  );
}
