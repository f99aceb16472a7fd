export { askDiscord, askMember } from "./ask-discord.ts";
export { report as reportBot } from "./bot.ts";
export { channelOf } from "./bot-row.ts";
export { type BotSentence, type BotWords, botWords } from "./bot-words.ts";
export { sendDirectMessage } from "./direct-messages.ts";
export { discordApi } from "./discord-api.ts";
export { botToken, type HeldBot, holdBot, LEASE_MS, releaseBot } from "./lease.ts";
export { actorOfMember, discordIdOf, offerLink } from "./links.ts";
export {
  type MoreMessages,
  messagePosition,
  type NewMessage,
  openTellers,
  putMessages,
  queueMessages,
  type Waiting,
  waitingChannels,
  waitingIn,
  wereNotSaid,
  wereSaid,
} from "./messages.ts";
export { heardChannels, say as sayInGame } from "./relays.ts";
