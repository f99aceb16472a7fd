import {
  ChartLine,
  Crosshair,
  Globe,
  HandCoins,
  House,
  LifeBuoy,
  Network,
  Radio,
  Server,
  Settings,
  Store,
  Users,
  UsersRound,
  Webhook,
} from "lucide-react";
import type { NavId } from "./nav.ts";

const ICONS = {
  home: House,
  servers: Server,
  nodes: Network,
  events: Radio,
  webhooks: Webhook,
  players: Users,
  world: Globe,
  kills: Crosshair,
  communities: UsersRound,
  stats: ChartLine,
  store: Store,
  earn: HandCoins,
  tickets: LifeBuoy,
  settings: Settings,
} as const satisfies Record<NavId, unknown>;

/** The picture of one place of the panel. */
export function NavIcon({ id }: { id: NavId }) {
  const Icon = ICONS[id];
  return <Icon aria-hidden />;
}
