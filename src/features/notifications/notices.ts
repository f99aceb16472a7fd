import { IntlMessageFormat } from "intl-messageformat";
import type { Permission } from "#app/lib/permissions.ts";

type Tone = "bad" | "info" | "warn";

/** How a notice can come to somebody. */
export const WAYS = ["bell", "mail", "discord"] as const;
export type Way = (typeof WAYS)[number];

/**
 * Everything that the bell can tell, by the type of the event that it tells of: its sentence (English, ICU) with the parameters that it needs, and how
 * grave it is. Say what happened and to which thing; where there is something to do, say what. `title` is what the settings call it; `ways` is how it comes
 * to who has chosen nothing: absent, in the bell, and by mail too where it is grave. `needs` is what nobody is told of it without: absent, it can come to everybody.
 */
export const NOTICES = {
  "api_key.expiring": {
    needs: "api-keys:read",
    title: "A key expires soon",
    tone: "warn",
    says: "The key {name} expires in {days, plural, one {# day} other {# days}}.",
  },
  "api_key.leaked": {
    needs: "api-keys:read",
    title: "A key is known to others",
    tone: "bad",
    says: "The key {name} was reported as known to others, and was revoked at once. Make a new one for what used it.",
  },
  "api_key.new_network": {
    needs: "api-keys:read",
    title: "A key is used from a new network",
    tone: "warn",
    says: "The key {name} was used from a network new to it, {network}.",
  },
  "api_key.refusals": {
    needs: "api-keys:read",
    title: "Calls by a key are refused",
    tone: "warn",
    says: "{calls, plural, one {# call} other {# calls}} by the key {name} were refused within five minutes.",
  },
  "api_key.rotated_used": {
    needs: "api-keys:read",
    title: "A rotated key is still used",
    tone: "info",
    says: "The key {name} was rotated, and something still uses the old one. It stops working at {at}.",
  },
  "api_key.unusual_traffic": {
    needs: "api-keys:read",
    title: "A key is used much more than usual",
    tone: "warn",
    says: "The key {name} was used {calls, plural, one {# time} other {# times}} within an hour, ten times as much as usual.",
  },
  "api_key.used_after_idle": {
    needs: "api-keys:read",
    title: "A key is used after a rest",
    tone: "warn",
    says: "The key {name} was used after {days, plural, one {# day} other {# days}} of rest.",
  },
  "earning.referral_paid": {
    title: "Somebody you brought, or who brought you, counts",
    tone: "info",
    says: "{coins, plural, one {# coin has} other {# coins have}} come to you, as {name} and you are here by one bringing the other.",
  },
  "coins.given": {
    title: "Coins that members give you",
    tone: "info",
    says: "{name} gave you {coins, plural, one {# coin} other {# coins}}.",
  },
  "player.linked": { title: "A player is linked to you", tone: "info", says: "The player {name} is yours now." },
  "panel_backup.failed": {
    needs: "instance:manage",
    title: "The panel was not backed up",
    tone: "bad",
    says: "The panel was not backed up. {problem}",
  },
  "panel_backup.unverified": {
    needs: "instance:manage",
    title: "A backup of the panel does not restore",
    tone: "bad",
    says: "A backup of the panel is stored, and could not be restored when it was tried. {problem}",
  },
  "player.report_resolved": {
    title: "A report of yours is decided",
    tone: "info",
    says: "Your report of {name} was decided: {outcome, select, action {something was done about it} no_action {it was left at that} other {it was found untrue}}.",
  },
  "user.data_ready": {
    title: "Your data is ready to download",
    tone: "info",
    says: "The file with your data is ready. Download it within seven days in the settings of your account.",
    ways: ["bell", "mail"],
  },
  "user.deletion_asked": {
    title: "Your account is to be deleted",
    tone: "bad",
    says: "Your account is deleted on {at}. Until then you can keep it, in the settings of your account.",
  },
  "user.deletion_canceled": {
    title: "Your account is kept",
    tone: "warn",
    says: "Your account is not deleted: {why, select, last_owner {you are the last owner of this panel.} servers {you own servers. Give them away or delete them, then ask again.} other {staff took it back.}}",
    ways: ["bell", "mail"],
  },
  "user.suspended": {
    title: "Your account is suspended",
    tone: "bad",
    says: "Your account was suspended{hasEnd, select, yes { until {end}} other {}}{hasReason, select, yes {: {reason}} other {.}}",
  },
  "user.unsuspended": {
    title: "Your suspension ends",
    tone: "info",
    ways: ["bell", "mail"],
    says: "{how, select, expired {The time for which your account was suspended is over.} other {Your account is no longer suspended.}} You can sign in again.",
  },
  "ticket.answered": {
    title: "A ticket of yours is answered",
    ways: ["bell", "mail"],
    tone: "info",
    says: "You have an answer in ticket #{number} “{subject}”.",
  },
  "ticket.assigned": {
    needs: "tickets:answer",
    title: "A ticket is assigned to you",
    ways: ["bell", "mail"],
    tone: "info",
    says: "Ticket #{number} “{subject}” is assigned to you.",
  },
  "ticket.late": {
    needs: "tickets:answer",
    title: "A ticket is late",
    tone: "warn",
    says: "Ticket #{number} “{subject}” was not {what, select, first_answer {answered} other {resolved}} by when it was due.",
  },
  "ticket.opened": {
    needs: "tickets:answer",
    title: "A ticket is opened",
    tone: "info",
    says: "{name} opened ticket #{number} “{subject}”.",
  },
  "ticket.replied": {
    needs: "tickets:answer",
    title: "A member writes in a ticket",
    tone: "info",
    says: "{name} wrote in ticket #{number} “{subject}”.",
  },
  "ticket.resolved": {
    title: "A ticket of yours is done",
    ways: ["bell", "mail"],
    tone: "info",
    says: "Ticket #{number} “{subject}” is done. Write in it if it is not, and say how you were helped.",
  },
  "package.ended": { title: "Your package ends", tone: "warn", says: "The time of your package {name} is over." },
  "resources.exceeded": {
    title: "Your servers need more than you have",
    tone: "warn",
    says: "Your servers need more than the package {package} gives you: {missing}. Delete or shrink some or get more resources, or these are suspended at {at}: {servers}.",
  },
  "resources.exceeded_soon": {
    title: "Servers of yours are suspended in a day",
    tone: "bad",
    says: "In a day servers of yours are suspended, because {missing} is missing: {servers}. Delete or shrink some, or get more resources, before {at}.",
  },
  "resources.suspended": {
    title: "Servers of yours have no room any more",
    tone: "bad",
    says: "{count, plural, one {A server of yours was} other {# servers of yours were}} suspended, because the package {package} has no room: {servers}. Make room or get more resources, and it goes on. Nothing was deleted.",
  },
  "server.suspended": {
    title: "The team suspends a server of yours",
    tone: "bad",
    says: "Your server {name} was suspended by the team{noted, select, yes {: {note}} other {.}}",
  },
  "server.unsuspended": {
    title: "The team lets a server of yours run again",
    tone: "info",
    says: "Your server {name} is not suspended by the team any more.",
  },
  "queue.left": {
    title: "A server that waited for room cannot be made",
    tone: "bad",
    says: "The server {name} waits for room no more: it cannot be made. {problem}",
  },
  "queue.served": {
    title: "A server that waited for room is made",
    tone: "info",
    ways: ["bell", "mail"],
    says: "There is room for the server {name} now, and it is being installed.",
  },
  "server.expired": {
    title: "A server of yours has expired",
    tone: "bad",
    ways: ["bell", "mail", "discord"],
    says: "The server {name} has expired. Renew it for {price, plural, =0 {nothing} one {# coin} other {# coins}}, or it is stopped at {at}.",
  },
  "server.expiring": {
    title: "A server of yours expires soon",
    tone: "warn",
    ways: ["bell", "mail", "discord"],
    says: "The server {name} expires in {days, plural, one {# day} other {# days}}. {auto, select, yes {It is then renewed from your coins, for {price}.} other {Renew it for {price, plural, =0 {nothing} one {# coin} other {# coins}}.}}",
  },
  "server.not_renewed": {
    title: "A server of yours was not renewed",
    tone: "bad",
    ways: ["bell", "mail", "discord"],
    says: "The server {name} was stopped, because it was not renewed. Its files are kept. Renew it to start it again.",
  },
  "server.renewal_failed": {
    title: "A server could not be renewed from your coins",
    tone: "bad",
    ways: ["bell", "mail", "discord"],
    says: "The server {name} could not be renewed from your coins: it costs {price}. Earn what is missing, and it is tried again each day until it is stopped.",
  },
  "webhook.disabled": {
    needs: "webhooks:read",
    title: "A webhook is switched off",
    tone: "bad",
    says: "The webhook {name} was switched off, because its receiver takes no events. Mend the receiver, then switch it on.",
  },
  "webhook.failing": {
    needs: "webhooks:read",
    title: "A webhook fails",
    tone: "warn",
    says: "The webhook {name} did not take an event after several tries. It is tried again.",
  },
} as const satisfies Record<
  string,
  { tone: Tone; says: string; title?: string; ways?: readonly Way[]; needs?: Permission }
>;

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

/** Every type of notice there is. */
export const NOTICE_TYPES = Object.keys(NOTICES) as NoticeType[];

interface AnyNotice {
  tone: Tone;
  title?: string;
  ways?: readonly Way[];
  needs?: Permission;
}

/** How notices of this type come to who has chosen nothing. */
export function waysOf(type: NoticeType): Readonly<Record<Way, boolean>> {
  const { tone, ways }: AnyNotice = NOTICES[type];
  const given = ways ?? (tone === "bad" ? ["bell", "mail"] : ["bell"]);
  return { bell: given.includes("bell"), mail: given.includes("mail"), discord: given.includes("discord") };
}

/** What a type of notice is called in the settings. */
export function noticeTitle(type: NoticeType): string {
  const { title }: AnyNotice = NOTICES[type];
  const words = type.replace(/[._]/g, " ");
  return title ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** What somebody must hold to be told of this type at all; null: nothing. */
export function noticeNeeds(type: NoticeType): Permission | null {
  const { needs }: AnyNotice = NOTICES[type];
  return needs ?? null;
}
