import type { CronItem } from "graphile-worker";
import { MAIL_JOB, sendQueuedMail } from "#app/features/admin/server/index.ts";
import {
  EXPORT_JOB,
  keepInsights,
  REPHRASE_JOB,
  rephraseInsight,
  writeExport,
} from "#app/features/analytics/server/index.ts";
import { noticeKeys } from "#app/features/api-keys/server/index.ts";
import { REFRESH_PROFILE_JOB, refreshProfile } from "#app/features/catalog/server/index.ts";
import { payPlaytimes, payReferrals } from "#app/features/earning/server/index.ts";
import { releaseDue } from "#app/features/economy/server/index.ts";
import { DELIVER_JOB, deliverPlacedOrder } from "#app/features/games/server/index.ts";
import { SERVE_JOB } from "#app/features/hosting/queue-job.ts";
import { serveQueue } from "#app/features/hosting/server/queue/run.ts";
import {
  endDueSuspensions,
  KEEP_SERVERS_JOB,
  RESET_JOB,
  sendPasswordReset,
  sendVerification,
  VERIFICATION_JOB,
} from "#app/features/identity/server/index.ts";
import {
  fitPriors,
  followKills,
  nameThings,
  ORGANISATION_JOB,
  RATE_JOB,
  rateGames,
  takeOrganisation,
  takeSeasons,
  takeWhatCounts,
} from "#app/features/kills/server/index.ts";
import { NAME_THINGS_JOB } from "#app/features/kills/things-job.ts";
import { followWatches, IMPORT_LOG_JOB, importMachineLog } from "#app/features/logs/server/index.ts";
import { deleteDue, keepServers, WRITE_DATA_JOB, writeDataExport } from "#app/features/members/server/index.ts";
import { IMPORT_JOB, takeLongImport } from "#app/features/moderation/server/index.ts";
import { SEND_NOTICES_JOB } from "#app/features/notifications/server/index.ts";
import { sendNotices } from "#app/features/notifications/server/send-notices.ts";
import { SETTLE_JOB, settleMembers } from "#app/features/packages/server/index.ts";
import { WORK_JOB } from "#app/features/panel-backups/server/index.ts";
import { keepBackups, workBackups } from "#app/features/panel-backups/server/work.ts";
import { RUN_JOB as RENEWALS_JOB, runRenewals } from "#app/features/renewals/server/index.ts";
import { sampleGroups, takeZone } from "#app/features/statistics/server/index.ts";
import { sampleStatus } from "#app/features/status/server/index.ts";
import { keepTickets } from "#app/features/tickets/server/index.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { forgetGone } from "#app/operation/presence.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { checkMembers } from "./communities/check-members.ts";
import { postBoards } from "./communities/post-boards.ts";
import { checkRoles } from "./packages/check-roles.ts";
import { removeExpired } from "./retention.ts";

/** A job: done at least once, so it must bear a repeat. A throw is tried again later, ten times in all. */
type Job = (runtime: Runtime, payload: unknown) => Promise<void>;

/** Every job by name, as `context.job` names it. */
export const JOBS: Readonly<Record<string, Job>> = {
  "retention.remove-expired": removeExpired,
  "presence.forget-gone": ({ database }) => forgetGone(database),
  "analytics.keep-insights": keepInsights,
  [EXPORT_JOB]: writeExport,
  [REPHRASE_JOB]: rephraseInsight,
  "users.end-suspensions": async () => void (await execute(endDueSuspensions, SYSTEM, {})),
  [SEND_NOTICES_JOB]: sendNotices,
  "users.delete-due": async () => void (await execute(deleteDue, SYSTEM, {})),
  [WRITE_DATA_JOB]: writeDataExport,
  [KEEP_SERVERS_JOB]: async () => void (await execute(keepServers, SYSTEM, {})),
  "api-keys.notice": async () => void (await execute(noticeKeys, SYSTEM, {})),
  "coins.release-due": async () => void (await execute(releaseDue, SYSTEM, {})),
  "communities.check-members": checkMembers,
  "communities.post-boards": postBoards,
  "earning.pay-playtimes": payPlaytimes,
  "earning.pay-referrals": payReferrals,
  "packages.check-roles": checkRoles,
  "kills.follow": followKills,
  "status.sample": sampleStatus,
  "kills.fit-priors": fitPriors,
  "kills.take-seasons": takeSeasons,
  "kills.take-what-counts": takeWhatCounts,
  "logs.follow": followWatches,
  [RENEWALS_JOB]: runRenewals,
  [SERVE_JOB]: serveQueue,
  "statistics.sample-groups": sampleGroups,
  "statistics.take-zone": takeZone,
  "tickets.keep": keepTickets,
  [SETTLE_JOB]: settleMembers,
  "panel-backups.keep": keepBackups,
  [WORK_JOB]: workBackups,
  [DELIVER_JOB]: deliverPlacedOrder,
  [IMPORT_JOB]: takeLongImport,
  [IMPORT_LOG_JOB]: importMachineLog,
  [MAIL_JOB]: sendQueuedMail,
  [REFRESH_PROFILE_JOB]: refreshProfile,
  [ORGANISATION_JOB]: takeOrganisation,
  [NAME_THINGS_JOB]: nameThings,
  [RATE_JOB]: rateGames,
  [RESET_JOB]: sendPasswordReset,
  [VERIFICATION_JOB]: sendVerification,
};

/** What runs by the clock. */
export const CLOCK: CronItem[] = [
  { task: "retention.remove-expired", match: "17 * * * *", options: { backfillPeriod: 0 } },
  { task: "presence.forget-gone", match: "* * * * *", options: { backfillPeriod: 0 } },
  { task: "analytics.keep-insights", match: "*/5 * * * *", options: { backfillPeriod: 0 } },
  { task: "users.end-suspensions", match: "* * * * *", options: { backfillPeriod: 0 } },
  { task: SEND_NOTICES_JOB, match: "* * * * *", options: { backfillPeriod: 0 } },
  { task: "users.delete-due", match: "*/5 * * * *", options: { backfillPeriod: 0 } },
  { task: KEEP_SERVERS_JOB, match: "* * * * *", options: { backfillPeriod: 0 } },
  { task: "api-keys.notice", match: "* * * * *", options: { backfillPeriod: 0 } },
  { task: "coins.release-due", match: "* * * * *", options: { backfillPeriod: 0 } },
  { task: "communities.check-members", match: "*/5 * * * *", options: { backfillPeriod: 0 } },
  { task: "packages.check-roles", match: "*/5 * * * *", options: { backfillPeriod: 0 } },
  { task: "communities.post-boards", match: "*/10 * * * *", options: { backfillPeriod: 0 } },
  { task: "earning.pay-playtimes", match: "*/10 * * * *", options: { backfillPeriod: 0 } },
  { task: "earning.pay-referrals", match: "*/15 * * * *", options: { backfillPeriod: 0 } },
  { task: "kills.follow", match: "* * * * *", options: { backfillPeriod: 0 } },
  { task: "logs.follow", match: "* * * * *", options: { backfillPeriod: 0 } },
  { task: SERVE_JOB, match: "* * * * *", options: { backfillPeriod: 0 } },
  { task: RENEWALS_JOB, match: "* * * * *", options: { backfillPeriod: 0 } },
  { task: "panel-backups.keep", match: "* * * * *", options: { backfillPeriod: 0 } },
  { task: "statistics.sample-groups", match: "* * * * *", options: { backfillPeriod: 0 } },
  { task: SETTLE_JOB, match: "* * * * *", options: { backfillPeriod: 0 } },
  { task: "kills.fit-priors", match: "21 * * * *", options: { backfillPeriod: 0 } },
  { task: NAME_THINGS_JOB, match: "*/10 * * * *", options: { backfillPeriod: 0 } },
  { task: RATE_JOB, match: "23 * * * *", options: { backfillPeriod: 0 } },
  { task: "tickets.keep", match: "* * * * *", options: { backfillPeriod: 0 } },
  { task: "status.sample", match: "* * * * *", options: { backfillPeriod: 0 } },
];
