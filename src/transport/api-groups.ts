/** The groups of the API's document, by the noun that its operations' ids begin with: what a reader finds in each. A group that is not named here is a fault. */
export const API_GROUPS: Readonly<Record<string, { title: string; description: string }>> = {
  accounts: {
    title: "Linked accounts",
    description: "Discord, Google and GitHub accounts that a person signs in with.",
  },
  analytics: {
    title: "Analytics",
    description:
      "What kills say about who killed and died and how sure that is: figures, trends, what stands against chance, what follows, and files of kills.",
  },
  apiKeys: {
    title: "API keys",
    description: "Making, changing, rotating and revoking keys; what each was used for; reporting one that has leaked.",
  },
  appeals: { title: "Appeals", description: "What players say against punishments, and what is decided." },
  audit: { title: "Audit log", description: "Who did what to what, with what it was before and after." },
  auth: { title: "Signing in", description: "Sign-up, sign-in, sign-out, sessions and confirming an e-mail address." },
  banLists: { title: "Ban lists", description: "Bans in the files that games themselves read and write." },
  blueprints: { title: "Blueprints", description: "The games that can be hosted, and what each can be set to." },
  bridge: {
    title: "Bridge",
    description:
      "How a game that knows more than it prints tells the panel of its world and its players, and obeys orders.",
  },
  broadcasts: {
    title: "Broadcasts",
    description: "What all who play are told, now or at a time, and what their games said to it.",
  },
  catalog: {
    title: "Star Citizen",
    description:
      "Ships, weapons, places and systems by the names that logs and people have for them; players by their handle; what names are missing.",
  },
  coins: {
    title: "Coins",
    description: "What members have, every movement with its reason, and what the team gives, takes and takes back.",
  },
  communities: {
    title: "Communities",
    description:
      "People who play together: members and their roles, settings, channels, game servers and public pages.",
  },
  console: {
    title: "Console",
    description: "A server's console: its lines, its search, commands, and a token for a live one.",
  },
  coupons: { title: "Coupons", description: "Codes that take something off a price or give something, and gifts." },
  dashboard: { title: "Dashboard", description: "The figures of one's own keys, as a start page shows them." },
  discord: {
    title: "Discord",
    description: "The panel's bot: what it tells in which channel, whose chat it relays, and who you are on Discord.",
  },
  earning: {
    title: "Earning",
    description:
      "How members earn coins: each day, by an open page, by playing, by bringing others, by joining on Discord.",
  },
  escalations: {
    title: "Rules of escalation",
    description: "So many of one punishment within so many days are followed by another.",
  },
  events: {
    title: "Events",
    description: "What happens in the panel: the live stream, its history, and the types there are.",
  },
  gifts: { title: "Gifts of coins", description: "Coins that members give to one another." },
  health: { title: "Health", description: "Whether the panel works, and what is missing where it does not." },
  imports: { title: "Imports", description: "What was brought over from other panels." },
  invitations: { title: "Invitations", description: "Links by which people join, each with a role and an end." },
  kills: {
    title: "Kills",
    description: "Who killed whom, with what and where, each once however often it is told; disputes; leaderboards.",
  },
  logs: {
    title: "Logs",
    description:
      "Logs of games as a source of kills: on nodes, in the browser, by the command line; what was found in each.",
  },
  maintenance: { title: "Maintenance", description: "Closing the panel to all but its owners." },
  moderation: {
    title: "Moderation",
    description: "Kicks, warnings, mutes, suspensions and bans, and what the games made of them.",
  },
  nodes: { title: "Nodes", description: "The machines that run game servers." },
  notifications: {
    title: "Notifications",
    description: "What the panel has to tell one: alerts about keys and webhooks.",
  },
  packages: {
    title: "Packages",
    description: "What members may have for all their servers together, and how they come by it.",
  },
  panelBackups: {
    title: "Backups of the panel",
    description: "Database and secrets in one sealed file, by a plan or now, each restored once to see that it can be.",
  },
  passkeys: { title: "Passkeys", description: "Signing in with what a device or a security key holds." },
  passwords: { title: "Passwords", description: "Setting, changing and resetting a password." },
  payments: { title: "Payments", description: "Coins for real money, where the owner has set that up." },
  platform: { title: "Platform", description: "The figures of the whole panel." },
  playerReports: {
    title: "Reports",
    description: "What players and moderators report of somebody, who looks into it, and what came of it.",
  },
  players: { title: "Players", description: "Who plays on the servers." },
  profile: { title: "Profile", description: "The signed-in person, and how the panel looks to them." },
  queue: { title: "Queue", description: "Waiting until a node has room for a server." },
  reasonTemplates: { title: "Reasons", description: "Reasons that are given often, with what usually follows." },
  renewals: { title: "Renewals", description: "Until when servers' time is paid, and prolonging it." },
  resources: {
    title: "Resources",
    description: "What a member has, uses and has left, and what they have beyond their package.",
  },
  roles: { title: "Roles", description: "Named sets of permissions, and whom they are given to." },
  servers: { title: "Servers", description: "Game servers: making, changing, starting, stopping and deleting them." },
  sessions: { title: "Sessions", description: "Where a person is signed in, and ending that." },
  settings: { title: "Settings", description: "What the owner decides for the whole panel." },
  setup: { title: "Setup", description: "The first owner of a new installation." },
  shutdowns: { title: "Shutdowns", description: "Ends of servers after a countdown that their players are told of." },
  statistics: {
    title: "Statistics",
    description:
      "How many play, fight, own and command how much: of a server today, this week and ever, and over time.",
  },
  status: { title: "Status", description: "State, uptime and response time of each part over 90 days." },
  store: { title: "Store", description: "What members buy with their coins, for how much, and what they bought." },
  storeItems: { title: "Items of the store", description: "What the store sells, for how much, to whom and when." },
  storeOrders: { title: "Orders of all", description: "What everybody bought, and refunds." },
  ticketAttachments: {
    title: "Files of tickets",
    description: "Pictures and texts that belong to what is written in tickets.",
  },
  ticketCategories: { title: "Categories of tickets", description: "What tickets are about, and who gets them." },
  ticketDueTimes: {
    title: "Due times of tickets",
    description: "How soon tickets of each priority are to be answered and resolved.",
  },
  ticketMacros: { title: "Prepared answers", description: "Answers that are given often." },
  tickets: {
    title: "Tickets",
    description: "What members ask of staff, and what they are answered: their own, or everybody's for staff.",
  },
  totp: { title: "Second factor", description: "Codes of an authenticator app, and codes for when it is lost." },
  usage: { title: "API usage", description: "How the API of the whole panel is used, by which keys." },
  users: { title: "Users", description: "The people of the panel." },
  vouching: { title: "Vouching", description: "Whose word on players counts beyond their own server." },
  webhooks: {
    title: "Webhooks",
    description: "Events sent to addresses of one's own, signed, with a log of every delivery.",
  },
  world: {
    title: "World",
    description: "Areas, rooms, NPCs and items of a server's game, and who is where in them.",
  },
};
