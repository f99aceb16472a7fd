-- CreateEnum
CREATE TYPE "catalog_origin" AS ENUM ('shipped', 'imported');

-- CreateTable
CREATE TABLE "insights" (
    "id" TEXT NOT NULL,
    "playerId" TEXT NOT NULL,
    "game" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "finding" JSONB NOT NULL,
    "p" DOUBLE PRECISION NOT NULL,
    "pAdjusted" DOUBLE PRECISION NOT NULL,
    "rephrased" TEXT,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "computedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "insights_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "insight_states" (
    "playerId" TEXT NOT NULL,
    "game" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "computedAt" TIMESTAMPTZ(3),
    "report" JSONB,

    CONSTRAINT "insight_states_pkey" PRIMARY KEY ("playerId","game")
);

-- CreateTable
CREATE TABLE "insight_places" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "killNum" BIGINT NOT NULL DEFAULT 0,
    "changeId" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "insight_places_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "analytics_exports" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "asked" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "total" INTEGER NOT NULL,
    "written" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "lastAt" TIMESTAMPTZ(3),
    "lastNum" BIGINT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "analytics_exports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "analytics_export_parts" (
    "exportId" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "analytics_export_parts_pkey" PRIMARY KEY ("exportId","part")
);

-- CreateTable
CREATE TABLE "catalog_entries" (
    "game" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "origin" "catalog_origin" NOT NULL,
    "class" TEXT,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "system" TEXT,
    "parent" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "catalog_entries_pkey" PRIMARY KEY ("game","kind","key","origin")
);

-- CreateTable
CREATE TABLE "catalog_sets" (
    "game" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "origin" "catalog_origin" NOT NULL,
    "hash" TEXT NOT NULL,
    "entries" INTEGER NOT NULL,
    "sources" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "catalog_sets_pkey" PRIMARY KEY ("game","kind","origin")
);

-- CreateTable
CREATE TABLE "rsi_pages" (
    "handle" TEXT NOT NULL,
    "profile" JSONB,
    "fetchedAt" TIMESTAMPTZ(3),
    "triedAt" TIMESTAMPTZ(3) NOT NULL,
    "problem" TEXT,

    CONSTRAINT "rsi_pages_pkey" PRIMARY KEY ("handle")
);

-- CreateTable
CREATE TABLE "site_paces" (
    "site" TEXT NOT NULL,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "site_paces_pkey" PRIMARY KEY ("site")
);

-- CreateTable
CREATE TABLE "handle_proofs" (
    "userId" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "handle_proofs_pkey" PRIMARY KEY ("userId")
);

-- CreateIndex
CREATE INDEX "insights_game_pAdjusted_idx" ON "insights"("game", "pAdjusted");

-- CreateIndex
CREATE UNIQUE INDEX "insights_playerId_game_question_key" ON "insights"("playerId", "game", "question");

-- CreateIndex
CREATE INDEX "insight_states_dueAt_idx" ON "insight_states"("dueAt");

-- CreateIndex
CREATE INDEX "analytics_exports_userId_createdAt_idx" ON "analytics_exports"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "analytics_exports_expiresAt_idx" ON "analytics_exports"("expiresAt");

-- CreateIndex
CREATE INDEX "catalog_entries_game_kind_slug_idx" ON "catalog_entries"("game", "kind", "slug");

-- CreateIndex
CREATE INDEX "catalog_entries_game_kind_system_idx" ON "catalog_entries"("game", "kind", "system");

-- AddForeignKey
ALTER TABLE "analytics_export_parts" ADD CONSTRAINT "analytics_export_parts_exportId_fkey" FOREIGN KEY ("exportId") REFERENCES "analytics_exports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handle_proofs" ADD CONSTRAINT "handle_proofs_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

