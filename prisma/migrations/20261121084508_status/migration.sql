-- CreateTable
CREATE TABLE "status_samples" (
    "part" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "responseMs" DOUBLE PRECISION,

    CONSTRAINT "status_samples_pkey" PRIMARY KEY ("part","at")
);

-- CreateTable
CREATE TABLE "status_days" (
    "part" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "upMinutes" INTEGER NOT NULL DEFAULT 0,
    "degradedMinutes" INTEGER NOT NULL DEFAULT 0,
    "downMinutes" INTEGER NOT NULL DEFAULT 0,
    "responseMsSum" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "responses" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "status_days_pkey" PRIMARY KEY ("part","day")
);

-- CreateIndex
CREATE INDEX "status_samples_at_idx" ON "status_samples"("at");

