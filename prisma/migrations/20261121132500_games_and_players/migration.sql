-- AlterTable
ALTER TABLE "players" ADD COLUMN     "key" TEXT,
ADD COLUMN     "metadata" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "platformId" TEXT,
ADD COLUMN     "realm" TEXT,
ALTER COLUMN "role" DROP NOT NULL,
ALTER COLUMN "role" DROP DEFAULT;

-- Players that were there before are known by their number: nothing is known of the game that they play.
UPDATE "players" SET "realm" = 'server:' || coalesce("serverId", '-'), "key" = '#' || "num";
ALTER TABLE "players" ALTER COLUMN "realm" SET NOT NULL, ALTER COLUMN "key" SET NOT NULL;

-- CreateTable
CREATE TABLE "game_feeds" (
    "serverId" TEXT NOT NULL,
    "epoch" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "n" INTEGER NOT NULL DEFAULT 0,
    "lostLines" BIGINT NOT NULL DEFAULT 0,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "game_feeds_pkey" PRIMARY KEY ("serverId")
);

-- CreateTable
CREATE TABLE "game_events" (
    "id" BIGSERIAL NOT NULL,
    "serverId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "playerId" TEXT,
    "otherId" TEXT,
    "fields" JSONB NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "game_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console_patterns" (
    "id" TEXT NOT NULL,
    "game" TEXT NOT NULL,
    "builtIn" BOOLEAN NOT NULL DEFAULT false,
    "document" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "console_patterns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "player_names" (
    "playerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "firstUsedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_names_pkey" PRIMARY KEY ("playerId","name")
);

-- CreateTable
CREATE TABLE "player_servers" (
    "playerId" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "online" BOOLEAN NOT NULL DEFAULT false,
    "sessions" INTEGER NOT NULL DEFAULT 0,
    "playedSec" BIGINT NOT NULL DEFAULT 0,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "lastLoginAt" TIMESTAMPTZ(3),
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_servers_pkey" PRIMARY KEY ("playerId","serverId")
);

-- CreateTable
CREATE TABLE "player_sessions" (
    "id" BIGSERIAL NOT NULL,
    "playerId" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "address" TEXT,
    "endReason" TEXT,

    CONSTRAINT "player_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "game_events_serverId_id_idx" ON "game_events"("serverId", "id");

-- CreateIndex
CREATE INDEX "game_events_playerId_id_idx" ON "game_events"("playerId", "id");

-- CreateIndex
CREATE INDEX "game_events_otherId_id_idx" ON "game_events"("otherId", "id");

-- CreateIndex
CREATE INDEX "game_events_at_idx" ON "game_events"("at");

-- CreateIndex
CREATE INDEX "player_names_name_idx" ON "player_names"("name");

-- CreateIndex
CREATE INDEX "player_servers_serverId_name_playerId_idx" ON "player_servers"("serverId", "name", "playerId");

-- CreateIndex
CREATE INDEX "player_servers_serverId_lastLoginAt_idx" ON "player_servers"("serverId", "lastLoginAt");

-- CreateIndex
CREATE INDEX "player_sessions_playerId_id_idx" ON "player_sessions"("playerId", "id");

-- CreateIndex
CREATE INDEX "player_sessions_serverId_startedAt_idx" ON "player_sessions"("serverId", "startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "players_realm_key_key" ON "players"("realm", "key");

-- AddForeignKey
ALTER TABLE "game_feeds" ADD CONSTRAINT "game_feeds_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "game_events" ADD CONSTRAINT "game_events_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_names" ADD CONSTRAINT "player_names_playerId_fkey" FOREIGN KEY ("playerId") REFERENCES "players"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_servers" ADD CONSTRAINT "player_servers_playerId_fkey" FOREIGN KEY ("playerId") REFERENCES "players"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_servers" ADD CONSTRAINT "player_servers_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_sessions" ADD CONSTRAINT "player_sessions_playerId_fkey" FOREIGN KEY ("playerId") REFERENCES "players"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_sessions" ADD CONSTRAINT "player_sessions_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

