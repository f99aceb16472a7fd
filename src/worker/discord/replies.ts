import { type APIButtonComponentWithCustomId, type APIEmbed, ButtonStyle, ComponentType } from "discord.js";
import { cut, plain } from "#app/features/webhooks/discord.ts";

const DESCRIPTION = 4096;
const TITLE = 256;

/** What somebody is answered: text, perhaps with buttons. Both are of its user alone. */
export interface Reply {
  embeds: APIEmbed[];
  components: { type: ComponentType.ActionRow; components: APIButtonComponentWithCustomId[] }[];
}

const COLOURS = { plain: 0x4c_6e_f5, good: 0x2f_9e_5b, bad: 0xd6_45_45 } as const;

/** The title is text alone. `lines` may hold markup; what is foreign in them goes through `safe` first. */
export function reply(
  title: string,
  lines: readonly string[] = [],
  { tone = "plain" as keyof typeof COLOURS, buttons = [] as APIButtonComponentWithCustomId[] } = {},
): Reply {
  return {
    embeds: [
      {
        title: safe(title, TITLE),
        color: COLOURS[tone],
        ...(lines.length > 0 && { description: cut(lines.join("\n"), DESCRIPTION) }),
      },
    ],
    components: buttons.length > 0 ? [{ type: ComponentType.ActionRow, components: buttons }] : [],
  };
}

export function button(customId: string, label: string, style: "danger" | "plain"): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    custom_id: customId,
    label,
    style: style === "danger" ? ButtonStyle.Danger : ButtonStyle.Secondary,
  };
}

/** Foreign text as it stands, in one line. */
export function safe(text: string, most = 200): string {
  return cut(plain(text.replaceAll(/\s+/g, " ").trim()), most);
}

/** A time that each reader sees in their own zone. */
export function moment(iso: string, style: "R" | "f" = "R"): string {
  return `<t:${Math.floor(Date.parse(iso) / 1000)}:${style}>`;
}
