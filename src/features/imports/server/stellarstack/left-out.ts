const AUTH = "second factors and passkeys are set up anew";
const DATABASES = "databases of servers are not made here; they go on where they are";
const PLANS = "plans of servers are made anew";
const BACKUPS = "backups of servers stay with the old node or its bucket";
const NAMES = "names of servers stay with their DNS";
const EXTENSIONS = "extensions of that panel have no place here";

/** Why what is in these tables is not taken, of whichever generation. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  two_factors: AUTH,
  two_factor: AUTH,
  passkeys: AUTH,
  passkey: AUTH,
  locations: "places of nodes are words of the node here",
  backups: BACKUPS,
  backup_destinations: BACKUPS,
  schedules: PLANS,
  schedule_tasks: PLANS,
  schedule_nodes: PLANS,
  schedule_edges: PLANS,
  webhooks: "webhooks are made anew, with a secret of their own",
  subdomains: NAMES,
  custom_domains: NAMES,
  firewall_rules: "rules of the firewall are the node's own matter here",
  server_settings: "the message of the day is the game's own matter here",
  server_invitations: "who has not accepted is invited anew",
  plugins: EXTENSIONS,
  plugin_storage: EXTENSIONS,
  server_mods: "mods lie among the server's files",
  database_hosts: DATABASES,
  databases: DATABASES,
  settings: "settings of the panel are made anew",
  app_settings: "settings of the panel are made anew",
};

export const OF_NO_ACCOUNT: ReadonlySet<string> = new Set([
  ...["sessions", "verifications", "_prisma_migrations", "drizzle.__drizzle_migrations", "activity_logs", "audit_log"],
  ...["server_transfers", "webhook_deliveries", "node_metrics_snapshots", "server_metrics_snapshots"],
  ...["api_metrics_snapshots", "webhook_metrics_snapshots", "analytics_aggregates", "plugin_audit_logs"],
  ...["jobs_progress", "node_pairing_tokens", "install_logs", "server_crashes"],
]);
