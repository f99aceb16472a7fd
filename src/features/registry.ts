import type { AnyOperation } from "#app/operation/define.ts";
import { rememberSummaries } from "#app/operation/summaries.ts";
import * as audit from "./admin/server/audit.ts";
import * as health from "./admin/server/health.ts";
import * as platform from "./admin/server/platform.ts";
import { reload as reloadPanel } from "./admin/server/reload.ts";
import * as settings from "./admin/server/settings.ts";
import { dashboard as analyticsDashboard } from "./analytics/server/dashboard.ts";
import { exportKills } from "./analytics/server/export.ts";
import * as analyticsExports from "./analytics/server/exports.ts";
import { insights } from "./analytics/server/insights.ts";
import { computeNext } from "./analytics/server/keep-insights.ts";
import { metrics } from "./analytics/server/metrics.ts";
import { recommendations } from "./analytics/server/recommendations.ts";
import { trends } from "./analytics/server/trends.ts";
import { writePart } from "./analytics/server/write-export.ts";
import * as keyAlerts from "./api-keys/server/alerts.ts";
import * as apiKeys from "./api-keys/server/api-keys.ts";
import * as dashboard from "./api-keys/server/dashboard.ts";
import * as everyonesKeys from "./api-keys/server/everyones-keys.ts";
import * as instanceUsage from "./api-keys/server/instance-usage.ts";
import * as keyLeaks from "./api-keys/server/leaks.ts";
import { primary as primaryKey } from "./api-keys/server/primary-key.ts";
import { report as keyReport } from "./api-keys/server/report.ts";
import { revokeMany } from "./api-keys/server/revoke-many.ts";
import * as keyRotation from "./api-keys/server/rotation.ts";
import * as keyUsage from "./api-keys/server/usage.ts";
import * as bridgeFigures from "./bridge/server/figures.ts";
import * as bridgeHappened from "./bridge/server/happened.ts";
import * as bridgeLink from "./bridge/server/link.ts";
import * as bridgeOrders from "./bridge/server/orders.ts";
import * as bridgePlayers from "./bridge/server/players.ts";
import * as bridgePositions from "./bridge/server/positions.ts";
import * as bridgeWorld from "./bridge/server/world-reports.ts";
import * as catalogCitizens from "./catalog/server/citizens.ts";
import * as catalogProof from "./catalog/server/handle-proof.ts";
import * as catalogImports from "./catalog/server/import-catalog.ts";
import * as catalogMissing from "./catalog/server/missing-names.ts";
import * as catalogPlaces from "./catalog/server/places.ts";
import * as catalogThings from "./catalog/server/things.ts";
import * as communities from "./communities/server/communities.ts";
import * as communityServers from "./communities/server/community-servers.ts";
import * as communityGuilds from "./communities/server/guilds.ts";
import * as communityMembers from "./communities/server/members.ts";
import { overview as communityOverview } from "./communities/server/overview.ts";
import * as communityPages from "./communities/server/public-page.ts";
import { self as communitySelf } from "./communities/server/self.ts";
import * as communitySettings from "./communities/server/settings.ts";
import * as discordBot from "./discord/server/bot.ts";
import * as discordLinks from "./discord/server/links.ts";
import * as discordPosts from "./discord/server/posts.ts";
import * as discordRelays from "./discord/server/relays.ts";
import * as earningBlocks from "./earning/server/blocks.ts";
import { claimDaily } from "./earning/server/daily.ts";
import * as earningIdle from "./earning/server/idle.ts";
import { join as joinGuild } from "./earning/server/join.ts";
import { decideReferral } from "./earning/server/pay-referrals.ts";
import { payPlaytime } from "./earning/server/playtime.ts";
import * as earningReferrals from "./earning/server/referrals.ts";
import { report as earningReport } from "./earning/server/report.ts";
import { ways as earningWays } from "./earning/server/ways.ts";
import { releaseDue as releaseDueCoins } from "./economy/server/holds.ts";
import * as membersCoins from "./economy/server/members-coins.ts";
import * as ownCoins from "./economy/server/own-coins.ts";
import * as eventCatalogue from "./events/server/catalogue.ts";
import * as eventHistory from "./events/server/history.ts";
import * as eventSocketTokens from "./events/server/socket-tokens.ts";
import * as eventStream from "./events/server/stream.ts";
import * as eventTickets from "./events/server/tickets.ts";
import { readLog } from "./games/server/read-log.ts";
import * as gameReports from "./games/server/report.ts";
import * as blueprints from "./hosting/server/blueprints.ts";
import * as console from "./hosting/server/console.ts";
import * as consoleToken from "./hosting/server/console-token.ts";
import { followConsole, followServer } from "./hosting/server/follow.ts";
import * as nodes from "./hosting/server/nodes.ts";
import * as power from "./hosting/server/power.ts";
import * as queue from "./hosting/server/queue/queue.ts";
import * as servers from "./hosting/server/servers.ts";
import { find as findServer, ofMember as serversOfMember } from "./hosting/server/servers-of-member.ts";
import * as suspending from "./hosting/server/suspend-server.ts";

import * as accounts from "./identity/server/accounts.ts";
import * as auth from "./identity/server/auth.ts";
import * as emailVerification from "./identity/server/email-verification.ts";
import * as invitations from "./identity/server/invitations.ts";
import * as passkeys from "./identity/server/passkeys.ts";
import * as passwords from "./identity/server/passwords.ts";
import * as profile from "./identity/server/profile.ts";
import * as register from "./identity/server/register.ts";
import * as roles from "./identity/server/roles.ts";
import * as sessions from "./identity/server/sessions.ts";
import * as setup from "./identity/server/setup.ts";
import * as totp from "./identity/server/totp.ts";
import * as users from "./identity/server/users.ts";
import * as imports from "./imports/server/runs.ts";
import * as killChanges from "./kills/server/correcting/changes.ts";
import * as killCorrections from "./kills/server/correcting/corrections.ts";
import { setOrganisation as setKillOrganisation } from "./kills/server/counting/organisations.ts";
import * as killRecounts from "./kills/server/counting/recount-players.ts";
import * as killBoards from "./kills/server/figures/boards.ts";
import { compare as compareKillers } from "./kills/server/figures/compare.ts";
import * as killFacets from "./kills/server/figures/facets.ts";
import { figures as killFigures, userFigures as killUserFigures } from "./kills/server/figures/figures.ts";
import { games as killGames } from "./kills/server/figures/games.ts";
import { sessions as killSessions } from "./kills/server/figures/sessions.ts";
import { organisations as killOrganisations } from "./kills/server/people/find-organisations.ts";
import * as killPlayers from "./kills/server/people/find-players.ts";
import * as killFriends from "./kills/server/people/friends.ts";
import * as killPeople from "./kills/server/people/people.ts";
import { personFigures } from "./kills/server/people/person-figures.ts";
import * as killFeeds from "./kills/server/reading/feeds.ts";
import * as kills from "./kills/server/reading/kills.ts";
import * as killShared from "./kills/server/reading/shared.ts";
import { publish as publishKills } from "./kills/server/recording/publish.ts";
import * as killRecord from "./kills/server/recording/record.ts";
import { tellBoards as tellKillBoards } from "./kills/server/recording/tell-boards.ts";
import { things as killThings } from "./kills/server/things/find-things.ts";
import { naming as killNaming } from "./kills/server/things/naming.ts";
import * as logImports from "./logs/server/imports.ts";
import { games as logGames } from "./logs/server/log-games.ts";
import { importLogs, resume as resumeLogImport } from "./logs/server/machine-imports.ts";
import * as machineLogs from "./logs/server/machine-logs.ts";
import * as logReading from "./logs/server/read-machine.ts";
import * as logUploads from "./logs/server/uploads.ts";
import * as logWatches from "./logs/server/watches.ts";
import * as dataExports from "./members/server/data-export.ts";
import * as accountDeletion from "./members/server/deletion.ts";
import { mine as ownInteractions, ofUser as userInteractions } from "./members/server/interactions.ts";
import { keepServers } from "./members/server/owners-servers.ts";
import { abilities } from "./moderation/server/abilities.ts";
import * as appeals from "./moderation/server/appeals.ts";
import { exportList } from "./moderation/server/ban-list-export.ts";
import { importList } from "./moderation/server/ban-list-import.ts";
import * as escalations from "./moderation/server/escalations.ts";
import * as giving from "./moderation/server/giving.ts";
import * as lifting from "./moderation/server/lifting.ts";
import { imports as banListImports } from "./moderation/server/long-imports.ts";
import * as moderation from "./moderation/server/moderation.ts";
import * as ownAppeals from "./moderation/server/own-appeals.ts";
import * as reasonTemplates from "./moderation/server/reason-templates.ts";
import * as vouching from "./moderation/server/vouching.ts";
import * as noticeChoices from "./notifications/server/choices.ts";
import * as notifications from "./notifications/server/notifications.ts";
import { keepRoles as keepPackageRoles } from "./packages/server/discord-roles.ts";
import * as packages from "./packages/server/packages.ts";
import * as resources from "./packages/server/resources.ts";
import { settle as settlePackages } from "./packages/server/settle.ts";
import * as panelBackupSteps from "./panel-backups/server/advance.ts";
import * as panelBackups from "./panel-backups/server/panel-backups.ts";
import * as panelBackupPlan from "./panel-backups/server/plan.ts";
import * as reportDeciding from "./players/server/decide-reports.ts";
import * as reportFiling from "./players/server/file-report.ts";
import * as playerLinks from "./players/server/links.ts";
import * as playerNotes from "./players/server/notes.ts";
import * as players from "./players/server/players.ts";
import * as playerPrivacy from "./players/server/privacy.ts";
import * as playerReports from "./players/server/reports.ts";
import * as playerTimeline from "./players/server/timeline.ts";
import { exemptMember, unexemptMember } from "./renewals/server/free-members.ts";
import * as renewals from "./renewals/server/renewals.ts";
import * as standing from "./standing/server/standing.ts";
import * as statisticFigures from "./statistics/server/figures.ts";
import { recount } from "./statistics/server/recount.ts";
import * as statisticSeries from "./statistics/server/series.ts";
import * as status from "./status/server/status.ts";
import * as storeBuying from "./store/server/buy.ts";
import * as coupons from "./store/server/coupons.ts";
import * as coinGifts from "./store/server/gifts.ts";
import * as storeItems from "./store/server/items.ts";
import * as storeOffers from "./store/server/offers.ts";
import * as ownOrders from "./store/server/orders.ts";
import * as payments from "./store/server/payments.ts";
import { redeem as redeemCode } from "./store/server/redeem.ts";
import * as storeOrders from "./store/server/staff-orders.ts";
import * as ticketAttachments from "./tickets/server/attachments.ts";
import * as ticketCategories from "./tickets/server/categories.ts";
import * as ticketClock from "./tickets/server/clock.ts";
import * as ticketConversation from "./tickets/server/conversation.ts";
import * as ticketDueTimes from "./tickets/server/due-times.ts";
import { exportTicket } from "./tickets/server/export.ts";
import * as ticketFigures from "./tickets/server/figures.ts";
import * as ticketMacros from "./tickets/server/macros.ts";
import * as ticketMessages from "./tickets/server/messages.ts";
import { search as searchTickets } from "./tickets/server/search.ts";
import * as tickets from "./tickets/server/tickets.ts";
import * as ticketUndo from "./tickets/server/undo.ts";
import * as ticketUpdates from "./tickets/server/updates.ts";
import { reach as broadcastReach } from "./upkeep/server/broadcast-reach.ts";
import * as broadcasts from "./upkeep/server/broadcasts.ts";
import { grant } from "./upkeep/server/grant.ts";
import * as maintenance from "./upkeep/server/maintenance.ts";
import { reload } from "./upkeep/server/reload.ts";
import * as shutdowns from "./upkeep/server/shutdowns.ts";
import * as webhookDeliveries from "./webhooks/server/deliveries.ts";
import * as webhookTrouble from "./webhooks/server/trouble.ts";
import * as webhooks from "./webhooks/server/webhooks.ts";
import * as worldAreas from "./world/server/areas.ts";
import * as worldContents from "./world/server/contents.ts";
import * as worldEntities from "./world/server/entities.ts";
import * as worldHistory from "./world/server/history.ts";
import * as worldMap from "./world/server/map.ts";
import * as worldPositions from "./world/server/positions.ts";
import * as worldRooms from "./world/server/rooms.ts";
import * as worldState from "./world/server/state.ts";
import * as worlds from "./world/server/worlds.ts";

type OperationsOf<M> = { [K in keyof M as M[K] extends AnyOperation ? K : never]: M[K] };

/** The operations among a file's exports. */
function group<M extends object>(file: M): OperationsOf<M> {
  const entries = Object.entries(file).filter(
    ([, value]) => typeof value === "object" && value !== null && "access" in value,
  );
  return Object.fromEntries(entries) as OperationsOf<M>;
}

/** Every operation, by the path at which tRPC has it. The only list of what the panel can do. */
export const operations = {
  accounts: group(accounts),
  analytics: {
    ...group(analyticsExports),
    computeNext,
    dashboard: analyticsDashboard,
    export: exportKills,
    insights,
    metrics,
    recommendations,
    trends,
    writePart,
  },
  appeals: { ...group(appeals), ...group(ownAppeals) },
  apiKeys: {
    ...group(apiKeys),
    ...group(keyRotation),
    ...group(keyLeaks),
    ...group(keyUsage),
    ...group(keyAlerts),
    ...group(everyonesKeys),
    report: keyReport,
    revokeMany,
    primary: primaryKey,
  },
  audit: group(audit),
  auth: { ...group(auth), ...group(register), ...group(emailVerification) },
  banLists: { import: importList, imports: banListImports, export: exportList },
  blueprints: { ...group(blueprints), readLog },
  broadcasts: { ...group(broadcasts), reach: broadcastReach },
  bridge: {
    ...group(bridgeFigures),
    ...group(bridgeHappened),
    ...group(bridgeLink),
    ...group(bridgeOrders),
    ...group(bridgePlayers),
    ...group(bridgePositions),
    ...group(bridgeWorld),
  },
  communities: {
    ...group(communities),
    ...group(communityServers),
    ...group(communityGuilds),
    ...group(communityMembers),
    ...group(communityPages),
    ...group(communitySettings),
    overview: communityOverview,
    self: communitySelf,
  },
  catalog: {
    ...group(catalogCitizens),
    ...group(catalogProof),
    ...group(catalogMissing),
    ...group(catalogPlaces),
    ...group(catalogThings),
    sets: catalogImports.sets,
    import: catalogImports.importSet,
    removeImport: catalogImports.removeImport,
  },
  dashboard: group(dashboard),
  coupons: { ...group(coupons), redeem: redeemCode },
  discord: { ...group(discordBot), ...group(discordPosts), ...group(discordRelays), ...group(discordLinks) },
  coins: {
    mine: ownCoins.mine,
    statement: ownCoins.statement,
    export: ownCoins.exported,
    ...group(membersCoins),
    releaseDue: releaseDueCoins,
  },
  earning: {
    ...group(earningBlocks),
    ...group(earningIdle),
    ...group(earningReferrals),
    claimDaily,
    decideReferral,
    join: joinGuild,
    payPlaytime,
    report: earningReport,
    ways: earningWays,
  },
  console: { ...group(console), ...group(consoleToken), follow: followConsole },
  escalations: group(escalations),
  events: {
    ...group(eventCatalogue),
    ...group(eventHistory),
    ...group(eventStream),
    ...group(eventTickets),
    ...group(eventSocketTokens),
  },
  games: group(gameReports),
  gifts: group(coinGifts),
  health: group(health),
  imports: group(imports),
  invitations: group(invitations),
  kills: {
    ...group(kills),
    naming: killNaming,
    things: killThings,
    ...group(killChanges),
    ...group(killCorrections),
    publish: publishKills,
    ...group(killRecounts),
    tellBoards: tellKillBoards,
    ...group(killFeeds),
    ...group(killFriends),
    ...group(killPeople),
    personFigures,
    ...group(killPlayers),
    ...group(killShared),
    ...group(killRecord),
    ...group(killBoards),
    ...group(killFacets),
    compare: compareKillers,
    figures: killFigures,
    games: killGames,
    organisations: killOrganisations,
    sessions: killSessions,
    setOrganisation: setKillOrganisation,
    userFigures: killUserFigures,
  },
  logs: {
    ...group(machineLogs),
    ...group(logReading),
    ...group(logUploads),
    ...group(logImports),
    ...group(logWatches),
    games: logGames,
    import: importLogs,
    resume: resumeLogImport,
  },
  maintenance: group(maintenance),
  moderation: { ...group(moderation), ...group(giving), ...group(lifting), abilities },
  nodes: group(nodes),
  notifications: group({ ...notifications, ...noticeChoices }),
  panelBackups: { ...group(panelBackups), ...group(panelBackupPlan), ...group(panelBackupSteps) },
  packages: { ...group(packages), keepRoles: keepPackageRoles, settle: settlePackages },
  passkeys: group(passkeys),
  passwords: group(passwords),
  payments: group(payments),
  platform: group(platform),
  playerReports: { ...group(playerReports), ...group(reportFiling), ...group(reportDeciding) },
  players: {
    ...group(players),
    ...group(playerTimeline),
    ...group(playerNotes),
    ...group(playerLinks),
    ...group(playerPrivacy),
  },
  profile: group({
    ...profile,
    ...dataExports,
    interactions: ownInteractions,
    deletion: accountDeletion.deletion,
    askDeletion: accountDeletion.askDeletion,
    cancelDeletion: accountDeletion.cancelDeletion,
  }),
  queue: group(queue),
  reasonTemplates: group(reasonTemplates),
  resources: group(resources),
  renewals: { ...group(renewals), exemptMember, unexemptMember },
  roles: group(roles),
  servers: {
    ...group(servers),
    ...group(power),
    ...group(suspending),
    find: findServer,
    ofMember: serversOfMember,
    grant,
    reload,
    follow: followServer,
  },
  sessions: group(sessions),
  settings: { ...group(settings), reload: reloadPanel },
  shutdowns: group(shutdowns),
  standing: group(standing),
  statistics: { ...group(statisticFigures), ...group(statisticSeries), recount },
  status: group(status),
  store: { ...group(storeOffers), ...group(storeBuying), ...group(ownOrders) },
  storeItems: group(storeItems),
  storeOrders: group(storeOrders),
  setup: group(setup),
  ticketAttachments: group(ticketAttachments),
  ticketCategories: group(ticketCategories),
  ticketDueTimes: group(ticketDueTimes),
  ticketMacros: group(ticketMacros),
  tickets: {
    ...group(tickets),
    ...group(ticketConversation),
    ...group(ticketFigures),
    ...group(ticketMessages),
    ...group(ticketUndo),
    ...group(ticketUpdates),
    ...group(ticketClock),
    export: exportTicket,
    search: searchTickets,
  },
  totp: group(totp),
  usage: group(instanceUsage),
  users: group({
    ...users,
    interactions: userInteractions,
    keepServers,
    deletion: accountDeletion.deletionOf,
    cancelDeletion: accountDeletion.cancelDeletionOf,
    deleteDue: accountDeletion.deleteDue,
  }),
  vouching: group(vouching),
  webhooks: { ...group(webhooks), ...group(webhookDeliveries), ...group(webhookTrouble) },
  world: {
    ...group(worldAreas),
    ...group(worldContents),
    ...group(worldEntities),
    ...group(worldHistory),
    ...group(worldMap),
    ...group(worldPositions),
    ...group(worldRooms),
    ...group(worldState),
    ...group(worlds),
  },
};

export const operationList: readonly AnyOperation[] = Object.values(operations).flatMap((operations) =>
  Object.values(operations),
);

rememberSummaries(operationList);
