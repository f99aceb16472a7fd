export { keepTickets } from "./clock.ts";
export { ownTicketFigures } from "./figures.ts";
export { type TicketMail, ticketMail } from "./mail/of-notice.ts";
export { countMail, takeMail } from "./mail/take-mail.ts";
export { type MailWriter, writerOf } from "./mail/writer.ts";
