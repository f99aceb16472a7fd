/** How a kill is told on a public page: one dies by a crash or by their own hand though the game names them as who killed. */
export function publicTold(
  kind: string,
  hasKiller: boolean,
): "killed" | "died" | "suicide" | "crash" | "environmental" {
  if (kind === "suicide" || kind === "crash" || kind === "environmental") return kind;
  return hasKiller ? "killed" : "died";
}
