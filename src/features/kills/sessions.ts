/** Less than this between two things that happen, and they are of one session. */
export const SESSION_GAP_MS = 30 * 60_000;

/** Something in a player's life: a kill of theirs or a death. */
export interface Turn {
  at: Date;
  isKill: boolean;
}

export interface Session {
  from: Date;
  to: Date;
  kills: number;
  deaths: number;
}

/** Turns, newest first, as the sessions they make, newest first. */
export function sessionsOf(turns: readonly Turn[]): Session[] {
  const sessions: Session[] = [];
  for (const { at, isKill } of turns) {
    let session = sessions.at(-1);
    if (!session || session.from.getTime() - at.getTime() >= SESSION_GAP_MS) {
      session = { from: at, to: at, kills: 0, deaths: 0 };
      sessions.push(session);
    }
    session.from = at;
    if (isKill) session.kills++;
    else session.deaths++;
  }
  return sessions;
}
