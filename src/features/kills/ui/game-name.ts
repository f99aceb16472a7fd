/** A game's name as a title: it is kept in small letters. */
export function gameName(game: string): string {
  return game.replace(/(^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());
}
