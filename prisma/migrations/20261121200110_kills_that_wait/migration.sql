-- AlterTable
ALTER TABLE "kills" ADD COLUMN     "published" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "kill_delays" (
    "killNum" BIGINT NOT NULL,
    "publicAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kill_delays_pkey" PRIMARY KEY ("killNum")
);

-- CreateTable
CREATE TABLE "kill_board_tops" (
    "game" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "digests" JSONB NOT NULL,
    "toldAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kill_board_tops_pkey" PRIMARY KEY ("game","scope")
);

-- CreateTable
CREATE TABLE "kill_board_told" (
    "one" BOOLEAN NOT NULL DEFAULT true,
    "reportId" BIGINT NOT NULL DEFAULT 0,
    "changeId" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "kill_board_told_pkey" PRIMARY KEY ("one")
);

-- CreateTable
CREATE TABLE "log_imports" (
    "id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "nodeId" TEXT,
    "path" TEXT,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "reason" TEXT,
    "communityId" TEXT,
    "isOwn" BOOLEAN NOT NULL DEFAULT false,
    "handle" TEXT,
    "build" TEXT,
    "owner" TEXT NOT NULL DEFAULT 'unknown',
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "readBytes" BIGINT NOT NULL DEFAULT 0,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "recorded" INTEGER NOT NULL DEFAULT 0,
    "confirmed" INTEGER NOT NULL DEFAULT 0,
    "repeated" INTEGER NOT NULL DEFAULT 0,
    "left" JSONB NOT NULL DEFAULT '{}',
    "report" JSONB,
    "classes" JSONB NOT NULL DEFAULT '{}',
    "userId" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "log_imports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "kill_delays_publicAt_idx" ON "kill_delays"("publicAt");

-- CreateIndex
CREATE INDEX "log_imports_userId_createdAt_idx" ON "log_imports"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "kills_at_num_idx" ON "kills"("at", "num");

