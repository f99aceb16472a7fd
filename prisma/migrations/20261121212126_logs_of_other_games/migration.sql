-- AlterTable
ALTER TABLE "log_imports" ADD COLUMN     "begins" TEXT,
ADD COLUMN     "game" TEXT,
ADD COLUMN     "timeZone" TEXT,
ADD COLUMN     "watchId" TEXT;

-- CreateTable
CREATE TABLE "log_watches" (
    "id" TEXT NOT NULL,
    "nodeId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "game" TEXT,
    "timeZone" TEXT,
    "communityId" TEXT,
    "isOwn" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'running',
    "reason" TEXT,
    "problem" TEXT,
    "userId" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "stoppedAt" TIMESTAMPTZ(3),

    CONSTRAINT "log_watches_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "log_watches_userId_createdAt_idx" ON "log_watches"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "log_watches_state_idx" ON "log_watches"("state");

