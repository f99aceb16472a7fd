export { keepTickets } from "./clock.ts";
export { ownTicketFigures } from "./figures.ts";
