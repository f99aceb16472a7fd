/** A game's name as a title, where nobody has written it otherwise: it is kept in small letters. */
export function gameName(game: string): string {
  return game.replace(/(^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());
}
