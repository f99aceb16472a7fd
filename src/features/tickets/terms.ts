/** Words of tickets, for forms and rows alike. */
export const TICKET_STATUSES = ["open", "in_progress", "resolved", "closed"] as const;
export const TICKET_PRIORITIES = ["low", "medium", "high", "critical"] as const;
export const TICKET_ABOUT_KINDS = ["server", "player", "kill", "order"] as const;

export type TicketStatus = (typeof TICKET_STATUSES)[number];
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];
export type TicketAboutKind = (typeof TICKET_ABOUT_KINDS)[number];

export const MAX_SUBJECT = 200;
export const MAX_TEXT = 10_000;
/** Files of one message. */
export const MOST_FILES = 5;
/** Of a picture as it is sent, and of a text. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;
export const MAX_TEXT_BYTES = 2 * 1024 * 1024;
