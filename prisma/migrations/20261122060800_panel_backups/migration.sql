-- CreateTable
CREATE TABLE "panel_backup_plans" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "frequency" TEXT NOT NULL DEFAULT 'off',
    "weekday" INTEGER NOT NULL DEFAULT 1,
    "time" TEXT NOT NULL DEFAULT '03:30',
    "keep" INTEGER NOT NULL DEFAULT 7,
    "place" JSONB NOT NULL,
    "sealedBy" TEXT NOT NULL DEFAULT 'installation',
    "secrets" TEXT,
    "after" TEXT NOT NULL DEFAULT '',
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "panel_backup_plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "panel_backups" (
    "id" TEXT NOT NULL,
    "slot" TEXT,
    "isRunning" BOOLEAN,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "requestedById" TEXT,
    "requestedByLabel" TEXT NOT NULL,
    "place" JSONB,
    "file" TEXT,
    "sealedBy" TEXT,
    "bytes" BIGINT,
    "sha256" TEXT,
    "doneBytes" BIGINT NOT NULL DEFAULT 0,
    "tables" INTEGER,
    "rows" BIGINT,
    "problem" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "verifiedAt" TIMESTAMPTZ(3),

    CONSTRAINT "panel_backups_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "panel_backups_slot_key" ON "panel_backups"("slot");

-- CreateIndex
CREATE UNIQUE INDEX "panel_backups_isRunning_key" ON "panel_backups"("isRunning");

-- CreateIndex
CREATE INDEX "panel_backups_createdAt_idx" ON "panel_backups"("createdAt");

