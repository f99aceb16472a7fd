-- CreateEnum
CREATE TYPE "usage_unit" AS ENUM ('hour', 'day');

-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "graceEndsAt" TIMESTAMPTZ(3),
ADD COLUMN     "leakedAt" TIMESTAMPTZ(3),
ADD COLUMN     "limits" JSONB,
ADD COLUMN     "lineageId" TEXT,
ADD COLUMN     "rotatedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "key_calls" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "keyId" TEXT NOT NULL,
    "operation" TEXT,
    "method" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "reason" TEXT,
    "durationMs" REAL NOT NULL,
    "address" TEXT,
    "requestBytes" INTEGER NOT NULL,
    "responseBytes" INTEGER NOT NULL,
    "requestId" TEXT NOT NULL,

    CONSTRAINT "key_calls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "key_usage" (
    "unit" "usage_unit" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "keyId" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "calls" BIGINT NOT NULL,
    "durationMs" DOUBLE PRECISION NOT NULL,
    "requestBytes" BIGINT NOT NULL,
    "responseBytes" BIGINT NOT NULL,
    "buckets" BIGINT[],

    CONSTRAINT "key_usage_pkey" PRIMARY KEY ("unit","keyId","at","operation","outcome")
);

-- CreateTable
CREATE TABLE "usage_gaps" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "calls" INTEGER NOT NULL,

    CONSTRAINT "usage_gaps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "key_networks" (
    "lineageId" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "key_networks_pkey" PRIMARY KEY ("lineageId","network")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "about" TEXT,
    "aboutId" TEXT,
    "once" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "key_calls_keyId_id_idx" ON "key_calls"("keyId", "id");

-- CreateIndex
CREATE INDEX "key_calls_at_idx" ON "key_calls"("at");

-- CreateIndex
CREATE INDEX "key_usage_unit_at_idx" ON "key_usage"("unit", "at");

-- CreateIndex
CREATE INDEX "usage_gaps_at_idx" ON "usage_gaps"("at");

-- CreateIndex
CREATE INDEX "key_networks_firstAt_idx" ON "key_networks"("firstAt");

-- CreateIndex
CREATE INDEX "key_networks_lastAt_idx" ON "key_networks"("lastAt");

-- CreateIndex
CREATE INDEX "notifications_userId_id_idx" ON "notifications"("userId", "id");

-- CreateIndex
CREATE INDEX "notifications_createdAt_idx" ON "notifications"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "notifications_userId_once_key" ON "notifications"("userId", "once");

-- CreateIndex
CREATE INDEX "api_keys_lineageId_idx" ON "api_keys"("lineageId");

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
