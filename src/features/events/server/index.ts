export { CommunityLevels } from "./community-levels.ts";
export { isSocketToken, openSocketToken } from "./socket-tokens.ts";
export { actorOfHolder, redeemTicket, type TicketHolder } from "./tickets.ts";
