import { IntlMessageFormat } from "intl-messageformat";

type Tone = "bad" | "info" | "warn";

/**
 * Everything that the bell can tell, by the type of the event that it tells of: its sentence (English, ICU) with the parameters that it needs, and how
 * grave it is. Say what happened and to which thing; where there is something to do, say what.
 */
export const NOTICES = {
  "api_key.expiring": { tone: "warn", says: "The key {name} expires in {days, plural, one {# day} other {# days}}." },
  "api_key.leaked": {
    tone: "bad",
    says: "The key {name} was reported as known to others, and was revoked at once. Make a new one for what used it.",
  },
  "api_key.new_network": { tone: "warn", says: "The key {name} was used from a network new to it, {network}." },
  "api_key.refusals": {
    tone: "warn",
    says: "{calls, plural, one {# call} other {# calls}} by the key {name} were refused within five minutes.",
  },
  "api_key.rotated_used": {
    tone: "info",
    says: "The key {name} was rotated, and something still uses the old one. It stops working at {at}.",
  },
  "api_key.unusual_traffic": {
    tone: "warn",
    says: "The key {name} was used {calls, plural, one {# time} other {# times}} within an hour, ten times as much as usual.",
  },
  "api_key.used_after_idle": {
    tone: "warn",
    says: "The key {name} was used after {days, plural, one {# day} other {# days}} of rest.",
  },
  "player.linked": { tone: "info", says: "The player {name} is yours now." },
  "player.report_resolved": {
    tone: "info",
    says: "Your report of {name} was decided: {outcome, select, action {something was done about it} no_action {it was left at that} other {it was found untrue}}.",
  },
  "user.suspended": {
    tone: "bad",
    says: "Your account was suspended{hasEnd, select, yes { until {end}} other {}}{hasReason, select, yes {: {reason}} other {.}}",
  },
  "user.unsuspended": {
    tone: "info",
    says: "{how, select, expired {The time for which your account was suspended is over.} other {Your account is no longer suspended.}} You can sign in again.",
  },
  "ticket.answered": { tone: "info", says: "You were answered in ticket #{number}, {subject}." },
  "ticket.assigned": { tone: "info", says: "Ticket #{number}, {subject}, is yours to see to." },
  "ticket.late": {
    tone: "warn",
    says: "Ticket #{number}, {subject}, was not {what, select, first_answer {answered} other {resolved}} by when it was due.",
  },
  "ticket.opened": { tone: "info", says: "{name} opened ticket #{number}, {subject}." },
  "ticket.replied": { tone: "info", says: "{name} wrote in ticket #{number}, {subject}." },
  "ticket.resolved": {
    tone: "info",
    says: "Ticket #{number}, {subject}, is done. Write in it if it is not, and say how you were helped.",
  },
  "webhook.disabled": {
    tone: "bad",
    says: "The webhook {name} was switched off, because its receiver takes no events. Mend the receiver, then switch it on.",
  },
  "webhook.failing": {
    tone: "warn",
    says: "The webhook {name} did not take an event after several tries. It is tried again.",
  },
} as const satisfies Record<string, { tone: Tone; says: string }>;

export type NoticeType = keyof typeof NOTICES;
export type NoticeParams = Readonly<Record<string, string | number>>;

const compiled = new Map<string, IntlMessageFormat>();

/** The English sentence of a notice; of a type that this release does not know, the type itself. */
export function noticeSentence(type: string, params: NoticeParams): string {
  const notice = (NOTICES as Record<string, { says: string }>)[type];
  if (!notice) return type;
  const format = compiled.get(type) ?? new IntlMessageFormat(notice.says, "en");
  compiled.set(type, format);
  return String(format.format(params as Record<string, string>));
}

export function noticeTone(type: string): Tone {
  return (NOTICES as Record<string, { tone: Tone }>)[type]?.tone ?? "info";
}
