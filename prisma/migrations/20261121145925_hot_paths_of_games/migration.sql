-- Visits are removed by when they ended.
-- CreateIndex
CREATE INDEX "player_sessions_endedAt_idx" ON "player_sessions"("endedAt");

-- Who is in, out of all the visits that they ever made: asked with every report of a game.
CREATE INDEX "player_sessions_open_idx" ON "player_sessions" ("serverId", "playerId") WHERE "endedAt" IS NULL;
-- The next thing to tell each game, however much waits.
CREATE INDEX "punishment_deliveries_due_idx" ON "punishment_deliveries" ("serverId", "kick" DESC, "nextAttemptAt", "id" DESC)
  WHERE "nextAttemptAt" IS NOT NULL;
