import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  InteractionContextType,
  MessageFlags,
} from "discord.js";
import { actorOfMember, type BotWords, botWords } from "#app/features/discord/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { logOf } from "#app/platform/log.ts";
import { languageOfGuild } from "./bot-language.ts";
import { COMPLETIONS } from "./choices.ts";
import type { Command } from "./command.ts";
import { ban } from "./commands/ban.ts";
import { board } from "./commands/board.ts";
import { kills } from "./commands/kills.ts";
import { link } from "./commands/link.ts";
import { players } from "./commands/players.ts";
import { report } from "./commands/report.ts";
import { stats } from "./commands/stats.ts";
import { status } from "./commands/status.ts";
import { type Reply, reply, safe } from "./replies.ts";

const BY_NAME = new Map<string, Command>(
  [status, players, link, ban, report, kills, board, stats].map((command) => [command.definition.name, command]),
);
const log = logOf("discord");

/** The bot's commands as Discord is told of them. */
export const COMMANDS = [...BY_NAME.values()].map(({ definition }) => ({
  ...definition,
  contexts: [InteractionContextType.Guild],
}));

const unlinked = (words: BotWords) => reply(words("common.unlinked"), [words("common.unlinkedText")]);

/** Answers commands, presses and what is being typed: each by its user's own rights, and to its user alone. */
export class CommandDesk {
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  async answer(interaction: Interaction): Promise<void> {
    try {
      if (interaction.isAutocomplete()) await this.#complete(interaction);
      else if (interaction.isChatInputCommand()) await this.#command(interaction);
      else if (interaction.isButton()) await this.#press(interaction);
    } catch (error) {
      // What it could not be told is lost: Discord waits three seconds.
      log.warn({ err: error, kind: interaction.type }, "somebody on Discord was not answered");
    }
  }

  async #command(interaction: ChatInputCommandInteraction): Promise<void> {
    const command = BY_NAME.get(interaction.commandName);
    if (!command) return;
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const words = await this.#wordsIn(interaction);
    const answer = await answered(words, async () => {
      const runtime = this.#runtime;
      const actor = await actorOfMember(runtime.database, interaction.user.id);
      if (actor) return command.run({ interaction, actor, runtime, words });
      return command.runUnlinked ? command.runUnlinked({ interaction, runtime, words }) : unlinked(words);
    });
    await interaction.editReply(answer);
  }

  async #press(interaction: ButtonInteraction): Promise<void> {
    const command = BY_NAME.get(interaction.customId.split(":")[0]!);
    if (!command?.press) return;
    await interaction.deferUpdate();
    const words = await this.#wordsIn(interaction);
    const answer = await answered(words, async () => {
      // Asked anew: they may have lost their rights since the question.
      const actor = await actorOfMember(this.#runtime.database, interaction.user.id);
      return actor ? command.press!({ interaction, actor, runtime: this.#runtime, words }) : unlinked(words);
    });
    await interaction.editReply(answer);
  }

  async #complete(interaction: AutocompleteInteraction): Promise<void> {
    const { name, value } = interaction.options.getFocused(true);
    const runtime = this.#runtime;
    const actor = await actorOfMember(runtime.database, interaction.user.id);
    const choices = actor
      ? await COMPLETIONS[name]?.(
          { interaction, actor, runtime, words: await this.#wordsIn(interaction) },
          value,
        ).catch((error) => {
          if (!(error instanceof AppError)) throw error;
          return [];
        })
      : [];
    await interaction.respond([...(choices ?? [])]);
  }

  /** In the language of the community that this server of Discord is. */
  async #wordsIn({ guildId }: Interaction): Promise<BotWords> {
    return botWords(guildId === null ? "en" : await languageOfGuild(this.#runtime.database, guildId));
  }
}

async function answered(words: BotWords, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError)
      return reply(words("common.failed"), [safe(sentences(error), 1000)], { tone: "bad" });
    log.error({ err: error }, "a command from Discord failed");
    return reply(words("common.broken"), [words("common.brokenText")], { tone: "bad" });
  }
}

function sentences({ message, details }: AppError): string {
  return [message, ...details.map((detail) => detail.message)].join(" ");
}
