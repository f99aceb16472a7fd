const SYSTEMS = ["Stanton", "Pyro", "Nyx", "Terra", "Magnus", "Castra"];
const BY_NAME = new RegExp(String.raw`(?:^|_)(${SYSTEMS.join("|")})(?:[\d_]|$)`, "i");

/** The system that a place's class names (`OOC_Stanton_2b_Daymar`, `pyro4`), or null where it names none. */
export function systemOf(zone: string): string | null {
  const found = BY_NAME.exec(zone)?.[1]?.toLowerCase();
  return SYSTEMS.find((system) => system.toLowerCase() === found) ?? null;
}
