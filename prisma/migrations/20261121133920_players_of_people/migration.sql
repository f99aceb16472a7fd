-- CreateEnum
CREATE TYPE "player_report_state" AS ENUM ('open', 'claimed', 'resolved');

-- DropIndex
DROP INDEX "game_events_otherId_id_idx";

-- DropIndex
DROP INDEX "game_events_playerId_id_idx";

-- DropIndex
DROP INDEX "player_servers_serverId_lastLoginAt_idx";

-- AlterTable
ALTER TABLE "player_servers" ADD COLUMN     "character" TEXT,
ADD COLUMN     "location" TEXT,
ADD COLUMN     "lockedUntil" TIMESTAMPTZ(3),
ADD COLUMN     "loginAttempts" INTEGER,
ADD COLUMN     "role" TEXT,
ADD COLUMN     "status" "player_status" NOT NULL DEFAULT 'active';

-- AlterTable
ALTER TABLE "players" ADD COLUMN     "linkedAt" TIMESTAMPTZ(3),
ADD COLUMN     "linkedBy" TEXT,
ADD COLUMN     "lockedUntil" TIMESTAMPTZ(3),
ADD COLUMN     "userId" TEXT;

-- CreateTable
CREATE TABLE "player_link_codes" (
    "userId" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_link_codes_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "player_notes" (
    "id" TEXT NOT NULL,
    "playerId" TEXT NOT NULL,
    "serverId" TEXT,
    "authorId" TEXT,
    "authorName" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "player_reports" (
    "id" TEXT NOT NULL,
    "num" BIGSERIAL NOT NULL,
    "playerId" TEXT NOT NULL,
    "serverId" TEXT,
    "reporterId" TEXT,
    "reporterPlayerId" TEXT,
    "reporterName" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '[]',
    "state" "player_report_state" NOT NULL DEFAULT 'open',
    "claimedById" TEXT,
    "claimedByName" TEXT,
    "claimedAt" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "answer" TEXT,
    "resolvedById" TEXT,
    "resolvedByName" TEXT,
    "resolvedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "player_reports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "player_link_codes_codeHash_key" ON "player_link_codes"("codeHash");

-- CreateIndex
CREATE INDEX "player_link_codes_expiresAt_idx" ON "player_link_codes"("expiresAt");

-- CreateIndex
CREATE INDEX "player_notes_playerId_createdAt_idx" ON "player_notes"("playerId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "player_reports_num_key" ON "player_reports"("num");

-- CreateIndex
CREATE INDEX "player_reports_playerId_createdAt_idx" ON "player_reports"("playerId", "createdAt");

-- CreateIndex
CREATE INDEX "player_reports_state_num_idx" ON "player_reports"("state", "num");

-- CreateIndex
CREATE INDEX "player_reports_reporterId_idx" ON "player_reports"("reporterId");

-- CreateIndex
CREATE INDEX "game_events_playerId_at_idx" ON "game_events"("playerId", "at");

-- CreateIndex
CREATE INDEX "game_events_otherId_at_idx" ON "game_events"("otherId", "at");

-- CreateIndex
CREATE INDEX "player_servers_serverId_firstSeenAt_playerId_idx" ON "player_servers"("serverId", "firstSeenAt", "playerId");

-- CreateIndex
CREATE INDEX "player_servers_serverId_status_playerId_idx" ON "player_servers"("serverId", "status", "playerId");

-- CreateIndex
CREATE INDEX "players_status_num_idx" ON "players"("status", "num");

-- CreateIndex
CREATE INDEX "players_userId_idx" ON "players"("userId");

-- AddForeignKey
ALTER TABLE "players" ADD CONSTRAINT "players_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_link_codes" ADD CONSTRAINT "player_link_codes_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_notes" ADD CONSTRAINT "player_notes_playerId_fkey" FOREIGN KEY ("playerId") REFERENCES "players"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_notes" ADD CONSTRAINT "player_notes_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_reports" ADD CONSTRAINT "player_reports_playerId_fkey" FOREIGN KEY ("playerId") REFERENCES "players"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_reports" ADD CONSTRAINT "player_reports_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's schema cannot say; src/operation/contract.test.ts asserts it.

-- Parts of names and of e-mail addresses are found without reading all of them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "players_name_parts_idx" ON "players" USING gin (lower("name") gin_trgm_ops);
CREATE INDEX "players_email_parts_idx" ON "players" USING gin (lower("email") gin_trgm_ops) WHERE "email" IS NOT NULL;
CREATE INDEX "players_platform_idx" ON "players" (lower("platformId")) WHERE "platformId" IS NOT NULL;
CREATE INDEX "player_names_parts_idx" ON "player_names" USING gin (lower("name") gin_trgm_ops);

-- Lists are in this order. Who never came in is older than everybody.
CREATE INDEX "players_by_name_idx" ON "players" (lower("name"), "num");
CREATE INDEX "players_by_login_idx" ON "players" (coalesce("lastLoginAt", '-infinity'::timestamptz), "num");
CREATE INDEX "players_online_idx" ON "players" (lower("name"), "num") WHERE "online";
CREATE INDEX "player_servers_by_name_idx" ON "player_servers" ("serverId", lower("name"), "playerId");
CREATE INDEX "player_servers_by_login_idx" ON "player_servers" ("serverId", coalesce("lastLoginAt", '-infinity'::timestamptz), "playerId");
CREATE INDEX "player_servers_online_idx" ON "player_servers" ("serverId", lower("name"), "playerId") WHERE "online";

-- A network's addresses begin alike.
CREATE INDEX "player_sessions_address_idx" ON "player_sessions" ("address" text_pattern_ops, "playerId") WHERE "address" IS NOT NULL;
