-- CreateEnum
CREATE TYPE "privacy_level" AS ENUM ('PUBLIC', 'PRIVATE', 'FRIENDS_ONLY');

-- CreateEnum
CREATE TYPE "kill_kind" AS ENUM ('pvp', 'pve_kill', 'pve_death', 'suicide', 'crash', 'environmental', 'unknown');

-- CreateEnum
CREATE TYPE "kill_evidence" AS ENUM ('observed', 'inferred', 'claimed');

-- CreateEnum
CREATE TYPE "kill_state" AS ENUM ('counted', 'disputed', 'retracted');

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "privacyLevel" "privacy_level" NOT NULL DEFAULT 'PUBLIC',
ADD COLUMN     "rsiHandle" TEXT;

-- CreateTable
CREATE TABLE "friendships" (
    "userId" TEXT NOT NULL,
    "friendId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "friendships_pkey" PRIMARY KEY ("userId","friendId")
);

-- CreateTable
CREATE TABLE "kills" (
    "num" BIGSERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "game" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "publicAt" TIMESTAMPTZ(3) NOT NULL,
    "kind" "kill_kind" NOT NULL,
    "method" TEXT NOT NULL,
    "evidence" "kill_evidence" NOT NULL,
    "source" TEXT NOT NULL,
    "confirmations" INTEGER NOT NULL DEFAULT 1,
    "confirmed" BOOLEAN NOT NULL DEFAULT false,
    "killerId" TEXT,
    "victimId" TEXT,
    "killerKey" TEXT NOT NULL,
    "victimKey" TEXT NOT NULL,
    "killerName" TEXT,
    "killerType" TEXT,
    "victimName" TEXT NOT NULL,
    "victimType" TEXT NOT NULL,
    "weapon" TEXT,
    "otherWeapons" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "damageType" TEXT,
    "killerVehicle" TEXT,
    "victimVehicle" TEXT,
    "vehicleId" TEXT,
    "place" TEXT,
    "system" TEXT,
    "mode" TEXT,
    "build" TEXT,
    "serverId" TEXT,
    "communityIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "doubts" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "state" "kill_state" NOT NULL DEFAULT 'counted',
    "reporterId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kills_pkey" PRIMARY KEY ("num")
);

-- CreateTable
CREATE TABLE "kill_reports" (
    "id" BIGSERIAL NOT NULL,
    "killNum" BIGINT NOT NULL,
    "reporter" TEXT NOT NULL,
    "senderId" TEXT,
    "source" TEXT NOT NULL,
    "evidence" "kill_evidence" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "communityId" TEXT,
    "rawData" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kill_reports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kill_changes" (
    "id" BIGSERIAL NOT NULL,
    "killNum" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byId" TEXT,
    "byName" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "reason" TEXT,
    "before" JSONB NOT NULL DEFAULT '{}',
    "after" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "kill_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kill_tallies" (
    "game" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "playerId" TEXT NOT NULL,
    "kills" INTEGER NOT NULL DEFAULT 0,
    "deaths" INTEGER NOT NULL DEFAULT 0,
    "pvpKills" INTEGER NOT NULL DEFAULT 0,
    "pvpDeaths" INTEGER NOT NULL DEFAULT 0,
    "pveKills" INTEGER NOT NULL DEFAULT 0,
    "pveDeaths" INTEGER NOT NULL DEFAULT 0,
    "suicides" INTEGER NOT NULL DEFAULT 0,
    "crashes" INTEGER NOT NULL DEFAULT 0,
    "environmental" INTEGER NOT NULL DEFAULT 0,
    "unexplained" INTEGER NOT NULL DEFAULT 0,
    "inferred" INTEGER NOT NULL DEFAULT 0,
    "bestStreak" INTEGER NOT NULL DEFAULT 0,
    "streakAt" TIMESTAMPTZ(3),
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kill_tallies_pkey" PRIMARY KEY ("game","scope","period","playerId")
);

-- CreateTable
CREATE TABLE "kill_facets" (
    "game" TEXT NOT NULL,
    "playerId" TEXT NOT NULL,
    "facet" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "kills" INTEGER NOT NULL DEFAULT 0,
    "deaths" INTEGER NOT NULL DEFAULT 0,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kill_facets_pkey" PRIMARY KEY ("playerId","game","facet","value")
);

-- CreateTable
CREATE TABLE "kill_pairs" (
    "game" TEXT NOT NULL,
    "killerId" TEXT NOT NULL,
    "victimId" TEXT NOT NULL,
    "kills" INTEGER NOT NULL DEFAULT 0,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kill_pairs_pkey" PRIMARY KEY ("killerId","victimId","game")
);

-- CreateTable
CREATE TABLE "kill_hours" (
    "game" TEXT NOT NULL,
    "playerId" TEXT NOT NULL,
    "hour" INTEGER NOT NULL,
    "kills" INTEGER NOT NULL DEFAULT 0,
    "deaths" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "kill_hours_pkey" PRIMARY KEY ("playerId","game","hour")
);

-- CreateIndex
CREATE INDEX "friendships_friendId_idx" ON "friendships"("friendId");

-- CreateIndex
CREATE UNIQUE INDEX "kills_id_key" ON "kills"("id");

-- CreateIndex
CREATE INDEX "kills_game_at_num_idx" ON "kills"("game", "at", "num");

-- CreateIndex
CREATE INDEX "kills_victimKey_at_idx" ON "kills"("victimKey", "at");

-- CreateIndex
CREATE INDEX "kills_killerKey_at_idx" ON "kills"("killerKey", "at");

-- CreateIndex
CREATE INDEX "kills_reporterId_num_idx" ON "kills"("reporterId", "num");

-- CreateIndex
CREATE INDEX "kills_serverId_at_idx" ON "kills"("serverId", "at");

-- CreateIndex
CREATE INDEX "kills_communityIds_idx" ON "kills" USING GIN ("communityIds");

-- CreateIndex
CREATE INDEX "kill_reports_killNum_idx" ON "kill_reports"("killNum");

-- CreateIndex
CREATE UNIQUE INDEX "kill_reports_reporter_senderId_key" ON "kill_reports"("reporter", "senderId");

-- CreateIndex
CREATE INDEX "kill_changes_killNum_id_idx" ON "kill_changes"("killNum", "id");

-- CreateIndex
CREATE INDEX "kill_tallies_game_scope_period_kills_playerId_idx" ON "kill_tallies"("game", "scope", "period", "kills" DESC, "playerId");

-- CreateIndex
CREATE INDEX "kill_tallies_game_scope_period_deaths_playerId_idx" ON "kill_tallies"("game", "scope", "period", "deaths" DESC, "playerId");

-- CreateIndex
CREATE INDEX "kill_tallies_game_scope_period_pvpKills_playerId_idx" ON "kill_tallies"("game", "scope", "period", "pvpKills" DESC, "playerId");

-- CreateIndex
CREATE INDEX "kill_tallies_game_scope_period_pveKills_playerId_idx" ON "kill_tallies"("game", "scope", "period", "pveKills" DESC, "playerId");

-- CreateIndex
CREATE INDEX "kill_tallies_game_scope_period_bestStreak_playerId_idx" ON "kill_tallies"("game", "scope", "period", "bestStreak" DESC, "playerId");

-- CreateIndex
CREATE INDEX "kill_tallies_playerId_idx" ON "kill_tallies"("playerId");

-- CreateIndex
CREATE INDEX "kill_facets_game_facet_value_kills_idx" ON "kill_facets"("game", "facet", "value", "kills" DESC);

-- CreateIndex
CREATE INDEX "kill_pairs_victimId_game_kills_idx" ON "kill_pairs"("victimId", "game", "kills" DESC);

-- AddForeignKey
ALTER TABLE "friendships" ADD CONSTRAINT "friendships_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "friendships" ADD CONSTRAINT "friendships_friendId_fkey" FOREIGN KEY ("friendId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kill_reports" ADD CONSTRAINT "kill_reports_killNum_fkey" FOREIGN KEY ("killNum") REFERENCES "kills"("num") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kill_changes" ADD CONSTRAINT "kill_changes_killNum_fkey" FOREIGN KEY ("killNum") REFERENCES "kills"("num") ON DELETE CASCADE ON UPDATE CASCADE;

