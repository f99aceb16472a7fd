/** Organisations of a game (empty: the usual one) by how their short names begin. */
export function organisationsInput(game: string, q: string) {
  return { q, limit: 20, ...(game && { game }) };
}
