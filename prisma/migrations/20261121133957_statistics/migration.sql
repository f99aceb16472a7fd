-- CreateTable
CREATE TABLE "statistic_hours" (
    "serverId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "visits" INTEGER NOT NULL DEFAULT 0,
    "newPlayers" INTEGER NOT NULL DEFAULT 0,
    "chats" INTEGER NOT NULL DEFAULT 0,
    "commands" INTEGER NOT NULL DEFAULT 0,
    "commandErrors" INTEGER NOT NULL DEFAULT 0,
    "playerDeaths" INTEGER NOT NULL DEFAULT 0,
    "npcDeaths" INTEGER NOT NULL DEFAULT 0,
    "battles" INTEGER NOT NULL DEFAULT 0,
    "pvpBattles" INTEGER NOT NULL DEFAULT 0,
    "damage" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "transactions" INTEGER NOT NULL DEFAULT 0,
    "peakOnline" INTEGER NOT NULL DEFAULT 0,
    "playedSec" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "statistic_hours_pkey" PRIMARY KEY ("serverId","at")
);

-- CreateTable
CREATE TABLE "statistic_days" (
    "serverId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "visits" INTEGER NOT NULL DEFAULT 0,
    "newPlayers" INTEGER NOT NULL DEFAULT 0,
    "chats" INTEGER NOT NULL DEFAULT 0,
    "commands" INTEGER NOT NULL DEFAULT 0,
    "commandErrors" INTEGER NOT NULL DEFAULT 0,
    "playerDeaths" INTEGER NOT NULL DEFAULT 0,
    "npcDeaths" INTEGER NOT NULL DEFAULT 0,
    "battles" INTEGER NOT NULL DEFAULT 0,
    "pvpBattles" INTEGER NOT NULL DEFAULT 0,
    "damage" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "transactions" INTEGER NOT NULL DEFAULT 0,
    "peakOnline" INTEGER NOT NULL DEFAULT 0,
    "playedSec" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "statistic_days_pkey" PRIMARY KEY ("serverId","day")
);

-- CreateTable
CREATE TABLE "statistic_servers" (
    "serverId" TEXT NOT NULL,
    "online" INTEGER NOT NULL DEFAULT 0,
    "onlineAt" TIMESTAMPTZ(3),
    "peakOnline" INTEGER NOT NULL DEFAULT 0,
    "peakAt" TIMESTAMPTZ(3),
    "players" INTEGER NOT NULL DEFAULT 0,
    "commands" BIGINT NOT NULL DEFAULT 0,
    "commandErrors" BIGINT NOT NULL DEFAULT 0,
    "told" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "countsCommands" BOOLEAN NOT NULL DEFAULT false,
    "currency" TEXT,
    "circulation" DOUBLE PRECISION,
    "economyAt" TIMESTAMPTZ(3),
    "version" TEXT,
    "tickRate" DOUBLE PRECISION,
    "tick" BIGINT,
    "memoryMb" DOUBLE PRECISION,
    "cpuPercent" DOUBLE PRECISION,
    "gameStartedAt" TIMESTAMPTZ(3),
    "engineAt" TIMESTAMPTZ(3),

    CONSTRAINT "statistic_servers_pkey" PRIMARY KEY ("serverId")
);

-- CreateTable
CREATE TABLE "statistic_peaks" (
    "groupId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "peakOnline" INTEGER NOT NULL,

    CONSTRAINT "statistic_peaks_pkey" PRIMARY KEY ("groupId","at")
);

-- CreateTable
CREATE TABLE "statistic_commands" (
    "serverId" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "invocations" BIGINT NOT NULL DEFAULT 0,
    "errors" BIGINT NOT NULL DEFAULT 0,
    "timedMs" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "timed" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "statistic_commands_pkey" PRIMARY KEY ("serverId","command")
);

-- CreateTable
CREATE TABLE "statistic_command_days" (
    "serverId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "command" TEXT NOT NULL,
    "invocations" INTEGER NOT NULL DEFAULT 0,
    "errors" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "statistic_command_days_pkey" PRIMARY KEY ("serverId","day","command")
);

-- CreateTable
CREATE TABLE "player_wealth" (
    "serverId" TEXT NOT NULL,
    "playerId" TEXT NOT NULL,
    "amount" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "player_wealth_pkey" PRIMARY KEY ("serverId","playerId")
);

-- CreateTable
CREATE TABLE "statistic_zone" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "zone" TEXT NOT NULL DEFAULT 'UTC',

    CONSTRAINT "statistic_zone_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "statistic_hours_at_idx" ON "statistic_hours"("at");

-- CreateIndex
CREATE INDEX "statistic_days_day_idx" ON "statistic_days"("day");

-- CreateIndex
CREATE INDEX "statistic_peaks_at_idx" ON "statistic_peaks"("at");

-- CreateIndex
CREATE INDEX "statistic_command_days_day_idx" ON "statistic_command_days"("day");

-- CreateIndex
CREATE INDEX "player_wealth_serverId_amount_idx" ON "player_wealth"("serverId", "amount");

-- CreateIndex
CREATE INDEX "player_wealth_playerId_idx" ON "player_wealth"("playerId");

-- AddForeignKey
ALTER TABLE "statistic_hours" ADD CONSTRAINT "statistic_hours_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statistic_days" ADD CONSTRAINT "statistic_days_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statistic_servers" ADD CONSTRAINT "statistic_servers_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statistic_commands" ADD CONSTRAINT "statistic_commands_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statistic_command_days" ADD CONSTRAINT "statistic_command_days_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_wealth" ADD CONSTRAINT "player_wealth_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "player_wealth" ADD CONSTRAINT "player_wealth_playerId_fkey" FOREIGN KEY ("playerId") REFERENCES "players"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- The one row: the zone by whose days the rollups are kept.
INSERT INTO "statistic_zone" ("id", "zone") VALUES (1, 'UTC');
