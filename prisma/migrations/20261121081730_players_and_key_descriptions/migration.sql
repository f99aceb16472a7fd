-- CreateEnum
CREATE TYPE "player_status" AS ENUM ('active', 'banned', 'suspended');

-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "description" TEXT;

-- CreateTable
CREATE TABLE "players" (
    "id" TEXT NOT NULL,
    "num" BIGSERIAL NOT NULL,
    "serverId" TEXT,
    "communityId" TEXT,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "status" "player_status" NOT NULL DEFAULT 'active',
    "role" TEXT NOT NULL DEFAULT 'user',
    "online" BOOLEAN NOT NULL DEFAULT false,
    "lastLoginAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "players_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "players_num_key" ON "players"("num");

-- CreateIndex
CREATE INDEX "players_serverId_name_idx" ON "players"("serverId", "name");

-- CreateIndex
CREATE INDEX "players_name_idx" ON "players"("name");

-- AddForeignKey
ALTER TABLE "players" ADD CONSTRAINT "players_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE SET NULL ON UPDATE CASCADE;
