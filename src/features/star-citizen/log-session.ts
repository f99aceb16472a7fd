import type { LogFact } from "#app/features/star-citizen/log-fact.ts";
import type { LogSession } from "#app/features/star-citizen/logged-kill.ts";

export function newSession(): LogSession {
  return {
    startedAt: null,
    firstAt: null,
    lastAt: null,
    version: null,
    fileVersion: null,
    changelist: null,
    channel: null,
    environment: null,
    session: null,
    backupName: null,
    handle: null,
    ownId: null,
    shard: null,
  };
}

/** Takes what a line says of the session; what was said first stands. */
export function heedSession(session: LogSession, fact: LogFact): void {
  switch (fact.kind) {
    case "started":
      session.startedAt ??= fact.at;
      return;
    case "branch":
      session.version ??= fact.version;
      return;
    case "file_version":
      session.fileVersion ??= fact.version;
      return;
    case "changelist":
      session.changelist ??= fact.changelist;
      return;
    case "environment":
      session.environment ??= fact.environment;
      return;
    case "session":
      session.session ??= fact.session;
      return;
    case "executable":
      session.channel ??= fact.channel;
      return;
    case "backup_name":
      session.backupName ??= fact.name;
      return;
    case "login":
      session.handle ??= fact.handle;
      return;
    case "character":
      session.handle ??= fact.handle;
      if (fact.handle === session.handle) {
        session.ownId ??= fact.id;
      }
      return;
    case "connected":
      session.handle ??= fact.handle;
      if (fact.handle === session.handle) {
        session.ownId ??= fact.id;
      }
      return;
    case "joined":
      session.shard ??= fact.shard;
      return;
  }
}
