-- CreateTable
CREATE TABLE "queued_servers" (
    "id" TEXT NOT NULL,
    "num" BIGSERIAL NOT NULL,
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "blueprintId" TEXT NOT NULL,
    "nodeId" TEXT,
    "memoryMiB" INTEGER NOT NULL,
    "ports" INTEGER NOT NULL,
    "sealed" TEXT NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "problemSays" TEXT,
    "serverId" TEXT,
    "endedByLabel" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "queued_servers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "renewal_state" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "onSince" TIMESTAMPTZ(3),

    CONSTRAINT "renewal_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "server_renewals" (
    "serverId" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "autoRenewBy" TEXT,
    "autoTriedAt" TIMESTAMPTZ(3),
    "autoProblem" TEXT,
    "exemptAt" TIMESTAMPTZ(3),
    "exemptReason" TEXT,
    "exemptByLabel" TEXT,
    "expiredAt" TIMESTAMPTZ(3),
    "graceUntil" TIMESTAMPTZ(3),
    "suspendedAt" TIMESTAMPTZ(3),
    "nextAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "server_renewals_pkey" PRIMARY KEY ("serverId")
);

-- CreateTable
CREATE TABLE "renewal_periods" (
    "id" BIGSERIAL NOT NULL,
    "serverId" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "paidCoins" BIGINT NOT NULL DEFAULT 0,
    "userId" TEXT,
    "byLabel" TEXT NOT NULL,
    "reason" TEXT,
    "previousAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "renewal_periods_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "renewal_bypasses" (
    "userId" TEXT NOT NULL,
    "left" INTEGER NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "renewal_bypasses_pkey" PRIMARY KEY ("userId")
);

-- CreateIndex
CREATE UNIQUE INDEX "queued_servers_num_key" ON "queued_servers"("num");

-- CreateIndex
CREATE INDEX "queued_servers_state_priority_num_idx" ON "queued_servers"("state", "priority" DESC, "num");

-- CreateIndex
CREATE INDEX "queued_servers_ownerId_state_idx" ON "queued_servers"("ownerId", "state");

-- CreateIndex
CREATE INDEX "queued_servers_endedAt_idx" ON "queued_servers"("endedAt");

-- CreateIndex
CREATE INDEX "server_renewals_nextAt_idx" ON "server_renewals"("nextAt");

-- CreateIndex
CREATE INDEX "server_renewals_expiresAt_idx" ON "server_renewals"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "renewal_periods_serverId_previousAt_key" ON "renewal_periods"("serverId", "previousAt");

-- AddForeignKey
ALTER TABLE "queued_servers" ADD CONSTRAINT "queued_servers_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "server_renewals" ADD CONSTRAINT "server_renewals_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "renewal_periods" ADD CONSTRAINT "renewal_periods_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "renewal_bypasses" ADD CONSTRAINT "renewal_bypasses_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

