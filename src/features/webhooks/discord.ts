/** Limits of Discord's messages, in characters. Source: Discord's documentation, "Embed limits" and "Execute Webhook". */
const TITLE = 256;
const FIELDS = 25;
const FIELD_NAME = 256;
const FIELD_VALUE = 1024;
const FOOTER = 2048;
const EMBEDS = 10;
/** Of all texts of all embeds of one message together. */
const WHOLE = 6000;
/** No one event takes so much of a message that few fit in. */
const ONE_VALUE = 900;

export interface Embed {
  title: string;
  color: number;
  timestamp: string;
  fields: { name: string; value: string; inline: boolean }[];
  footer: { text: string };
}

/** An event as far as a message tells of it. */
export interface ToldEvent {
  type: string;
  at: string;
  payload: unknown;
}

const COLOURS: readonly [RegExp, number][] = [
  [/(deleted|removed|revoked|disabled|failing|exited|disconnected|suspended)$/, 0xd6_4545],
  [/(created|connected|enrolled|started|accepted)$/, 0x2f_9e_5b],
];
const PLAIN = 0x4c_6e_f5;

/** An event as an embed. All text in it is foreign: nothing of it may be markup, mention anybody or turn the direction of writing. */
export function embedOf({ type, at, payload }: ToldEvent, panelName: string): Embed {
  const told = typeof payload === "object" && payload !== null ? Object.entries(payload) : [];
  const name = told.find(([key, value]) => key === "name" && typeof value === "string")?.[1] as string | undefined;
  const words = type.replaceAll(/[._]/g, " ");
  return {
    title: cut(name === undefined ? words : `${words}: ${plain(name)}`, TITLE),
    color: COLOURS.find(([pattern]) => pattern.test(type))?.[1] ?? PLAIN,
    timestamp: at,
    fields: told
      .filter(([key, value]) => key !== "name" && value !== null && value !== undefined && value !== "")
      .slice(0, FIELDS)
      .map(([key, value]) => {
        const text = cut(
          plain(typeof value === "string" ? value : JSON.stringify(value)),
          Math.min(FIELD_VALUE, ONE_VALUE),
        );
        return { name: cut(plain(key), FIELD_NAME) || "–", value: text || "–", inline: text.length <= 40 };
      }),
    footer: { text: cut(plain(panelName), FOOTER) },
  };
}

/** The embeds that fit in one message, from the first on; at least one, cut until it fits. */
export function fitting(embeds: readonly Embed[]): Embed[] {
  const taken: Embed[] = [];
  let size = 0;
  for (const embed of embeds.slice(0, EMBEDS)) {
    const fitted = taken.length === 0 ? shortened(embed) : embed;
    size += sizeOf(fitted);
    if (taken.length > 0 && size > WHOLE) break;
    taken.push(fitted);
  }
  return taken;
}

/** The body of one message: it pings nobody, whatever stands in it. */
export function messageOf(embeds: readonly Embed[]) {
  return { embeds, allowed_mentions: { parse: [] } };
}

function shortened(embed: Embed): Embed {
  const fields = [...embed.fields];
  while (fields.length > 0 && sizeOf({ ...embed, fields }) > WHOLE) fields.pop();
  return { ...embed, fields };
}

function sizeOf({ title, fields, footer }: Embed): number {
  const texts = [title, footer.text, ...fields.flatMap(({ name, value }) => [name, value])];
  return texts.reduce((sum, text) => sum + text.length, 0);
}

/** Foreign text without what Discord would make of it: markup and mentions escaped, invisible and direction-turning characters gone. */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(UNSEEN, "")
    .replaceAll(/[\\*_~`|<>[\]()#@:-]/g, "\\$&");
}

/** Control characters but tab and newline, soft hyphens, what has no width, what turns the direction of writing. */
const UNSEEN = /[^\P{C}\t\n]|\u00ad|\u061c|\u180e/gu;

/** The text within so many UTF-16 units, cut between characters, with an ellipsis where something is missing. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length > most - 1) break;
    kept += character;
  }
  // Half of an escape would escape the ellipsis' neighbour.
  return `${/(^|[^\\])(\\\\)*\\$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** How long Discord asks to be left alone, in milliseconds: by the body of a 429, or because this was the last call of its window. */
export function discordWaitMs(status: number, headers: Readonly<Record<string, string>>, body: string): number {
  if (status === 429) {
    const told = retryAfterOf(body) ?? Number(headers["x-ratelimit-reset-after"] ?? headers["retry-after"]);
    return Number.isFinite(told) && told > 0 ? Math.ceil(told * 1000) : 1_000;
  }
  const resetAfter = Number(headers["x-ratelimit-reset-after"]);
  return headers["x-ratelimit-remaining"] === "0" && resetAfter > 0 ? Math.ceil(resetAfter * 1000) : 0;
}

function retryAfterOf(body: string): number | null {
  try {
    const { retry_after: seconds } = JSON.parse(body) as { retry_after?: unknown };
    return typeof seconds === "number" ? seconds : null;
  } catch {
    return null;
  }
}
