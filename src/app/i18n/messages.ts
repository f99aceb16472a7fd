import admin from "#app/features/admin/ui/messages.en.json";
import analytics from "#app/features/analytics/ui/messages.en.json";
import apiKeys from "#app/features/api-keys/ui/messages.en.json";
import catalog from "#app/features/catalog/ui/messages.en.json";
import communities from "#app/features/communities/ui/messages.en.json";
import discord from "#app/features/discord/ui/messages.en.json";
import earning from "#app/features/earning/ui/messages.en.json";
import economy from "#app/features/economy/ui/messages.en.json";
import events from "#app/features/events/ui/messages.en.json";
import games from "#app/features/games/ui/messages.en.json";
import hosting from "#app/features/hosting/ui/messages.en.json";
import identity from "#app/features/identity/ui/messages.en.json";
import kills from "#app/features/kills/ui/messages.en.json";
import logs from "#app/features/logs/ui/messages.en.json";
import members from "#app/features/members/ui/messages.en.json";
import moderation from "#app/features/moderation/ui/messages.en.json";
import notifications from "#app/features/notifications/ui/messages.en.json";
import packages from "#app/features/packages/ui/messages.en.json";
import panelBackups from "#app/features/panel-backups/ui/messages.en.json";
import players from "#app/features/players/ui/messages.en.json";
import renewals from "#app/features/renewals/ui/messages.en.json";
import statistics from "#app/features/statistics/ui/messages.en.json";
import status from "#app/features/status/ui/messages.en.json";
import store from "#app/features/store/ui/messages.en.json";
import tickets from "#app/features/tickets/ui/messages.en.json";
import upkeep from "#app/features/upkeep/ui/messages.en.json";
import webhooks from "#app/features/webhooks/ui/messages.en.json";
import world from "#app/features/world/ui/messages.en.json";
import ui from "#app/ui/messages.en.json";
import home from "../(panel)/home/messages.en.json";
import docs from "../docs/(pages)/messages.en.json";

/**
 * Every sentence of the panel, in English. Each feature keeps its own beside its interface, in
 * `src/features/<feature>/ui/messages.en.json`, and joins here under its name.
 */
export const messages = {
  admin,
  analytics,
  apiKeys,
  catalog,
  communities,
  discord,
  docs,
  earning,
  economy,
  events,
  games,
  home,
  hosting,
  identity,
  kills,
  logs,
  members,
  moderation,
  notifications,
  panelBackups,
  packages,
  players,
  renewals,
  statistics,
  status,
  tickets,
  store,
  ui,
  upkeep,
  webhooks,
  world,
};
