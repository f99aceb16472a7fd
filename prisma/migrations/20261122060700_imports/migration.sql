-- CreateTable
CREATE TABLE "import_sources" (
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "foreignId" TEXT NOT NULL,
    "ourId" TEXT NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_sources_pkey" PRIMARY KEY ("source","kind","foreignId")
);

-- CreateTable
CREATE TABLE "import_runs" (
    "id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "startedBy" TEXT NOT NULL,
    "report" JSONB,

    CONSTRAINT "import_runs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "import_sources_kind_foreignId_idx" ON "import_sources"("kind", "foreignId");

-- CreateIndex
CREATE INDEX "import_sources_ourId_idx" ON "import_sources"("ourId");

-- CreateIndex
CREATE INDEX "import_runs_startedAt_idx" ON "import_runs"("startedAt");

