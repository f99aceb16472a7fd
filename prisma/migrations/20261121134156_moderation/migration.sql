-- CreateTable
CREATE TABLE "punishments" (
    "id" TEXT NOT NULL,
    "num" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "communityId" TEXT,
    "game" TEXT NOT NULL,
    "playerId" TEXT,
    "address" TEXT,
    "name" TEXT NOT NULL,
    "nameKey" TEXT,
    "reason" TEXT NOT NULL,
    "note" TEXT,
    "evidence" JSONB NOT NULL DEFAULT '[]',
    "source" TEXT NOT NULL DEFAULT 'hand',
    "ruleId" TEXT,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endReason" TEXT,
    "endNote" TEXT,
    "endedById" TEXT,
    "endedBy" TEXT,
    "createdById" TEXT,
    "createdBy" TEXT NOT NULL,
    "appealCode" TEXT,
    "appealCodeHash" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "punishments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "punishment_deliveries" (
    "id" BIGSERIAL NOT NULL,
    "punishmentId" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "wanted" TEXT NOT NULL DEFAULT 'held',
    "state" TEXT NOT NULL DEFAULT 'pending',
    "via" TEXT,
    "said" TEXT,
    "reason" TEXT,
    "kick" BOOLEAN NOT NULL DEFAULT false,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3),
    "appliedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "punishment_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "moderated_servers" (
    "serverId" TEXT NOT NULL,
    "communityId" TEXT,
    "runStartedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "moderated_servers_pkey" PRIMARY KEY ("serverId")
);

-- CreateTable
CREATE TABLE "reason_templates" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kinds" TEXT[],
    "reason" TEXT NOT NULL,
    "durationMin" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reason_templates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation_rules" (
    "id" TEXT NOT NULL,
    "counted" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "withinDays" INTEGER NOT NULL,
    "act" TEXT NOT NULL,
    "durationMin" INTEGER,
    "scope" TEXT NOT NULL DEFAULT 'server',
    "reason" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "escalation_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appeals" (
    "id" TEXT NOT NULL,
    "num" BIGSERIAL NOT NULL,
    "punishmentId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "text" TEXT NOT NULL,
    "email" TEXT,
    "userId" TEXT,
    "answer" TEXT,
    "decidedById" TEXT,
    "decidedBy" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "appeals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "punishments_num_key" ON "punishments"("num");

-- CreateIndex
CREATE UNIQUE INDEX "punishments_appealCodeHash_key" ON "punishments"("appealCodeHash");

-- CreateIndex
CREATE INDEX "punishments_playerId_num_idx" ON "punishments"("playerId", "num");

-- CreateIndex
CREATE INDEX "punishments_endedAt_endsAt_idx" ON "punishments"("endedAt", "endsAt");

-- CreateIndex
CREATE INDEX "punishments_nameKey_game_idx" ON "punishments"("nameKey", "game");

-- CreateIndex
CREATE INDEX "punishments_address_idx" ON "punishments"("address");

-- CreateIndex
CREATE INDEX "punishments_serverId_num_idx" ON "punishments"("serverId", "num");

-- CreateIndex
CREATE INDEX "punishment_deliveries_nextAttemptAt_idx" ON "punishment_deliveries"("nextAttemptAt");

-- CreateIndex
CREATE INDEX "punishment_deliveries_serverId_idx" ON "punishment_deliveries"("serverId");

-- CreateIndex
CREATE UNIQUE INDEX "punishment_deliveries_punishmentId_serverId_key" ON "punishment_deliveries"("punishmentId", "serverId");

-- CreateIndex
CREATE UNIQUE INDEX "reason_templates_name_key" ON "reason_templates"("name");

-- CreateIndex
CREATE UNIQUE INDEX "appeals_num_key" ON "appeals"("num");

-- CreateIndex
CREATE INDEX "appeals_punishmentId_idx" ON "appeals"("punishmentId");

-- CreateIndex
CREATE INDEX "appeals_state_num_idx" ON "appeals"("state", "num");

-- AddForeignKey
ALTER TABLE "punishments" ADD CONSTRAINT "punishments_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "punishments" ADD CONSTRAINT "punishments_playerId_fkey" FOREIGN KEY ("playerId") REFERENCES "players"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "punishment_deliveries" ADD CONSTRAINT "punishment_deliveries_punishmentId_fkey" FOREIGN KEY ("punishmentId") REFERENCES "punishments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "punishment_deliveries" ADD CONSTRAINT "punishment_deliveries_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "moderated_servers" ADD CONSTRAINT "moderated_servers_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_punishmentId_fkey" FOREIGN KEY ("punishmentId") REFERENCES "punishments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

