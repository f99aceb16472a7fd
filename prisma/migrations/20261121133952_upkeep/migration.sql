-- CreateTable
CREATE TABLE "broadcasts" (
    "id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "scopeIds" TEXT[],
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'scheduled',
    "createdById" TEXT,
    "createdByLabel" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "broadcasts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broadcast_deliveries" (
    "broadcastId" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "serverName" TEXT NOT NULL,
    "orderId" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "via" TEXT,
    "said" TEXT,
    "reason" TEXT,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "broadcast_deliveries_pkey" PRIMARY KEY ("broadcastId","serverId")
);

-- CreateTable
CREATE TABLE "shutdowns" (
    "id" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "activeServerId" TEXT,
    "reason" TEXT,
    "restarts" BOOLEAN NOT NULL DEFAULT false,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'scheduled',
    "problem" TEXT,
    "told" JSONB NOT NULL DEFAULT '[]',
    "createdById" TEXT,
    "createdByLabel" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "endedByLabel" TEXT,

    CONSTRAINT "shutdowns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "maintenance" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "isOn" BOOLEAN NOT NULL DEFAULT false,
    "message" TEXT,
    "until" TIMESTAMPTZ(3),
    "startedAt" TIMESTAMPTZ(3),
    "changedByLabel" TEXT,
    "changedAt" TIMESTAMPTZ(3),

    CONSTRAINT "maintenance_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "broadcasts_state_dueAt_idx" ON "broadcasts"("state", "dueAt");

-- CreateIndex
CREATE INDEX "broadcasts_createdAt_idx" ON "broadcasts"("createdAt");

-- CreateIndex
CREATE INDEX "broadcast_deliveries_serverId_idx" ON "broadcast_deliveries"("serverId");

-- CreateIndex
CREATE UNIQUE INDEX "shutdowns_activeServerId_key" ON "shutdowns"("activeServerId");

-- CreateIndex
CREATE INDEX "shutdowns_serverId_createdAt_idx" ON "shutdowns"("serverId", "createdAt");

-- CreateIndex
CREATE INDEX "shutdowns_state_nextAt_idx" ON "shutdowns"("state", "nextAt");

-- AddForeignKey
ALTER TABLE "broadcast_deliveries" ADD CONSTRAINT "broadcast_deliveries_broadcastId_fkey" FOREIGN KEY ("broadcastId") REFERENCES "broadcasts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shutdowns" ADD CONSTRAINT "shutdowns_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

