import { mailFrame, mailIsOn, sendMail } from "#app/features/admin/server/index.ts";
import { discordIdOf, sendDirectMessage } from "#app/features/discord/server/index.ts";
import { ticketMail } from "#app/features/tickets/server/index.ts";
import { cut, plain } from "#app/features/webhooks/discord.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { logOf } from "#app/platform/log.ts";
import { noticeMail, type ToldByMail } from "../mail.ts";
import { noticeSentence } from "../notices.ts";
import { placeOf } from "../place-of.ts";
import { unsubscribeToken } from "./unsubscribe-token.ts";
import {
  claimNext,
  giveUpLate,
  type SentWay,
  stillClaimed,
  type WaitingNotice,
  wereNotSent,
  wereSent,
} from "./waiting.ts";

/** How many go in one mail, and in one message of Discord, which has 2,000 characters. */
const MOST: Readonly<Record<SentWay, number>> = { mail: 50, discord: 6 };
const LINE_LENGTH = 220;
const log = logOf("notices");

/** Why something was not sent; null: it was. */
type Problem = { says: string; forGood: boolean } | null;

/** Sends all that waits, by mail and on Discord. A user's that wait together go together. */
export async function sendNotices(runtime: Runtime): Promise<void> {
  const { database } = runtime;
  await giveUpLate(database);
  for (const way of ["mail", "discord"] as const) {
    for (;;) {
      const notices = await claimNext(database, way, MOST[way]);
      if (notices.length === 0) break;
      let away: Problem = null;
      const groups = way === "mail" ? mailsOf(notices) : [notices];
      for (const [i, group] of groups.entries()) {
        if (i > 0) await stillClaimed(database, way, groups.slice(i).flat());
        // Each waits long for a server that is away, and by then another process would have them.
        const problem: Problem = away ?? (await (way === "mail" ? byMail(runtime, group) : onDiscord(runtime, group)));
        if (problem && !problem.forGood) away = problem;
        if (problem === null) await wereSent(database, way, group);
        else {
          log.warn({ way, notice: group[0]!.id, problem: problem.says }, "a notice was not sent");
          await wereNotSent(database, way, group, problem);
        }
      }
    }
  }
}

/** What goes in one mail: whoever wants one a day gets one, else what is about a ticket goes by itself, so that it can be answered. */
function mailsOf(notices: readonly WaitingNotice[]): WaitingNotice[][] {
  if (notices[0]!.isDigest) return [[...notices]];
  const others = notices.filter(({ about }) => about !== "ticket");
  const tickets = notices.filter(({ about }) => about === "ticket");
  return [...(others.length > 0 ? [others] : []), ...tickets.map((notice) => [notice])];
}

async function byMail(runtime: Runtime, notices: readonly WaitingNotice[]): Promise<Problem> {
  const { database, publicUrl } = runtime;
  const { userId, name, email, type, id } = notices[0]!;
  if (!mailIsOn()) return { says: "This panel sends no mail.", forGood: true };
  if (email === null) return { says: "There is no e-mail address, or it has yet to be confirmed.", forGood: true };
  const ofAll = notices.some((notice) => notice.type !== type);
  const token = unsubscribeToken(runtime, { userId, type: ofAll ? null : type });
  const told: ToldByMail[] = [];
  for (const notice of notices)
    told.push({
      ...{ message: sentenceOf(notice), url: urlOf(publicUrl, notice) },
      ticket: notice.about === "ticket" ? await ticketMail(runtime, notice) : null,
    });
  const end = {
    page: `${publicUrl}/unsubscribe?token=${token}`,
    oneClick: `${publicUrl}/api/unsubscribe?token=${token}`,
    ofAll,
  };
  const mail = noticeMail(await mailFrame(database, runtime), { address: email, name }, told, end);
  try {
    // Sent again after a crash it has the same id, by which mail programs show it once.
    await sendMail({ ...mail, messageId: `<${id}@${new URL(publicUrl).hostname}>` });
    return null;
  } catch (error) {
    const { message, responseCode } = error as Error & { responseCode?: number };
    return { says: `The mail was not taken: ${message}`, forGood: responseCode !== undefined && responseCode >= 500 };
  }
}

async function onDiscord(runtime: Runtime, notices: readonly WaitingNotice[]): Promise<Problem> {
  const { userId, id } = notices[0]!;
  const discordId = await discordIdOf(runtime.database, userId);
  if (discordId === null) return { says: "No account at Discord is linked.", forGood: true };
  const lines = notices.map((notice) => {
    const url = urlOf(runtime.publicUrl, notice);
    return `${cut(plain(sentenceOf(notice)), LINE_LENGTH)}${url ? `\n<${url}>` : ""}`;
  });
  return sendDirectMessage(runtime, discordId, { content: lines.join("\n\n"), nonce: id.slice(-25) });
}

const sentenceOf = ({ type, params }: WaitingNotice) => noticeSentence(type, params);

function urlOf(publicUrl: string, { about, aboutId }: WaitingNotice): string | null {
  const place = about && aboutId ? placeOf({ kind: about, id: aboutId }) : null;
  return place && `${publicUrl}${place}`;
}
