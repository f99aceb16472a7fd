import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { BotWords } from "#app/features/discord/server/index.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import type { Reply } from "./replies.ts";

/** Who has used a command: as the user that they are here, with that user's rights. */
export interface Used<I> {
  interaction: I;
  actor: Actor;
  runtime: Runtime;
  /** The bot's sentences, in the language of the community where it was used. */
  words: BotWords;
}

/** A command of the bot. What it does is done by operations, so it may no more than its user may. */
export interface Command {
  definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** What its user alone is answered. */
  run(used: Used<ChatInputCommandInteraction>): Promise<Reply>;
  /** For somebody whom the panel does not know; absent: they are told to link themselves. */
  runUnlinked?(used: Omit<Used<ChatInputCommandInteraction>, "actor">): Promise<Reply>;
  /** What takes the place of the message whose button was pressed. The id begins with the command's name. */
  press?(used: Used<ButtonInteraction>): Promise<Reply>;
}

/** Choices for an option that is being typed, by the option's name. */
export type Completion = (
  used: Used<AutocompleteInteraction>,
  typed: string,
) => Promise<readonly { name: string; value: string }[]>;
