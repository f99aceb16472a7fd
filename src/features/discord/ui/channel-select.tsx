"use client";

import { useTranslations } from "next-intl";
import { Field } from "#app/ui/form/field.tsx";
import { Select } from "#app/ui/form/select.tsx";
import type { Bot } from "../schema.ts";

/** One of the channels that the bot sees; those in which it may not write cannot be chosen. */
export function ChannelSelect({ bot, defaultValue }: { bot: Bot; defaultValue?: string }) {
  const words = useTranslations("discord.channel");
  const options = bot.guilds.flatMap((guild) =>
    guild.channels.map(({ id, name, maySend }) => ({
      value: id,
      label: maySend ? `#${name}` : words("mayNot", { name: `#${name}` }),
      disabled: !maySend,
      group: guild.name,
    })),
  );
  return (
    <Field name="channelId" label={words("label")} hint={options.length === 0 ? words("none") : words("hint")} required>
      <Select options={options} placeholder={words("choose")} {...(defaultValue && { defaultValue })} />
    </Field>
  );
}
