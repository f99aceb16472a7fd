export { actorOfHolder, redeemTicket, type TicketHolder } from "./tickets.ts";
