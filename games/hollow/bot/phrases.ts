/** What bots say, by occasion. `{who}` is whoever it is about, `{what}` whatever it is. */
export const PHRASES = {
  greet: [
    "hello {who}",
    "evening, {who}",
    "{who}! you still alive?",
    "hi {who}, heading out?",
    "well met {who}",
    "mind the puddle, {who}",
  ],
  woke: ["morning {who}", "look who is up", "welcome back {who}", "there you are, {who}"],
  answer: [
    "aye",
    "could be",
    "if you say so",
    "ha, no",
    "ask Hob, he knows",
    "later maybe, I am low on pies",
    "haven't seen it",
    "true enough",
  ],
  answerQuestion: [
    "no idea, try the yard",
    "north, past the gate I think",
    "Pell pays best for pelts, over by the east gate",
    "rats first, everybody starts with rats",
    "get a coat from Orrin before anything with teeth",
    "not before level 4 I'd say",
    "the foreman has the key, or so Marrow says",
  ],
  answerHello: ["hey {who}", "hello yourself", "hi {who}, how's the hunting?", "good to see a face"],
  thanks: ["any time", "no bother", "you'd do the same"],
  killed: [
    "one less {what}",
    "and stay down",
    "that {what} bit harder than it looked",
    "{what} down",
    "my boots are ruined",
  ],
  died: [
    "{what} got me. again",
    "woke up in the chapel, that humming...",
    "do not go near {what} without a shield",
    "well, that was {what}",
  ],
  level: ["level {what}!", "feels like level {what} now", "{what}, finally. drinks at the Nail"],
  night: ["moths are out", "dark already?", "anyone got a candle?", "night shift then"],
  idle: [
    "anyone for the wood?",
    "quiet tonight",
    "who keeps leaving leeches in the inn",
    "has anybody seen the bottom of that well?",
    "selling silk, cheap. well, cheapish",
    "I swear the saplings moved",
    "pie or ale, that is the question",
    "does the humming bother anyone else?",
    "wolves by the brook, two at least",
    "what is past the crawl in the quarry?",
  ],
  duel: ["come on then {who}, in the sawdust", "no hard feelings {who}", "loser buys, {who}"],
  bye: ["off to bed", "back later", "that will do for today", "supper. see you all"],
} as const satisfies Record<string, readonly string[]>;

export type Occasion = keyof typeof PHRASES;

/** Which occasion a sentence said by somebody else is. */
export function occasionOf(text: string): Occasion {
  if (/\b(hi|hello|hey|morning|evening|met|welcome)\b/i.test(text)) return "answerHello";
  if (/\bthank|\bthx\b/i.test(text)) return "thanks";
  return text.includes("?") ? "answerQuestion" : "answer";
}

export function fill(phrase: string, who: string, what: string): string {
  return phrase.replaceAll("{who}", who).replaceAll("{what}", what);
}
