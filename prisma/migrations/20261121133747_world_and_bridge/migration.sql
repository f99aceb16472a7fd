-- CreateEnum
CREATE TYPE "world_entity_kind" AS ENUM ('npc', 'item');

-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "serverId" TEXT;

-- CreateTable
CREATE TABLE "world_areas" (
    "id" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "properties" JSONB NOT NULL DEFAULT '{}',
    "snapshot" BIGINT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "world_areas_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "world_rooms" (
    "id" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "areaId" TEXT,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "exits" JSONB NOT NULL DEFAULT '[]',
    "x" DOUBLE PRECISION,
    "y" DOUBLE PRECISION,
    "z" DOUBLE PRECISION,
    "properties" JSONB NOT NULL DEFAULT '{}',
    "snapshot" BIGINT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "world_rooms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "world_entities" (
    "id" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "kind" "world_entity_kind" NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "type" TEXT,
    "roomId" TEXT,
    "hostile" BOOLEAN,
    "takeable" BOOLEAN,
    "properties" JSONB NOT NULL DEFAULT '{}',
    "snapshot" BIGINT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "world_entities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "world_positions" (
    "playerId" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "roomId" TEXT,
    "x" DOUBLE PRECISION,
    "y" DOUBLE PRECISION,
    "z" DOUBLE PRECISION,
    "snapshot" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "world_positions_pkey" PRIMARY KEY ("serverId","playerId")
);

-- CreateTable
CREATE TABLE "world_history" (
    "id" BIGSERIAL NOT NULL,
    "serverId" TEXT NOT NULL,
    "roomId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "playerId" TEXT,
    "who" TEXT NOT NULL,
    "other" TEXT,

    CONSTRAINT "world_history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bridge_streams" (
    "serverId" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "run" TEXT NOT NULL,
    "revision" BIGINT NOT NULL DEFAULT 0,
    "snapshot" BIGINT NOT NULL DEFAULT 0,
    "openRevision" BIGINT,
    "openParts" INTEGER,
    "parts" INTEGER[],
    "reportedAt" TIMESTAMPTZ(3),
    "completeAt" TIMESTAMPTZ(3),

    CONSTRAINT "bridge_streams_pkey" PRIMARY KEY ("serverId","stream")
);

-- CreateTable
CREATE TABLE "bridge_links" (
    "serverId" TEXT NOT NULL,
    "run" TEXT NOT NULL,
    "runStartedAt" TIMESTAMPTZ(3) NOT NULL,
    "connected" BOOLEAN NOT NULL,
    "connectedAt" TIMESTAMPTZ(3) NOT NULL,
    "disconnectedAt" TIMESTAMPTZ(3),
    "leaseUntil" TIMESTAMPTZ(3) NOT NULL,
    "keyId" TEXT NOT NULL,
    "address" TEXT,
    "client" TEXT,
    "gameVersion" TEXT,
    "tells" TEXT[],
    "takes" TEXT[],
    "tickRate" DOUBLE PRECISION,
    "currentTick" BIGINT,
    "memoryMiB" DOUBLE PRECISION,
    "figuresAt" TIMESTAMPTZ(3),

    CONSTRAINT "bridge_links_pkey" PRIMARY KEY ("serverId")
);

-- CreateTable
CREATE TABLE "bridge_keys" (
    "serverId" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "installGeneration" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bridge_keys_pkey" PRIMARY KEY ("serverId")
);

-- CreateTable
CREATE TABLE "bridge_orders" (
    "id" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "run" TEXT,
    "sentAt" TIMESTAMPTZ(3),
    "state" TEXT,
    "said" TEXT,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "bridge_orders_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "world_areas_serverId_name_id_idx" ON "world_areas"("serverId", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "world_areas_serverId_key_key" ON "world_areas"("serverId", "key");

-- CreateIndex
CREATE INDEX "world_rooms_serverId_name_id_idx" ON "world_rooms"("serverId", "name", "id");

-- CreateIndex
CREATE INDEX "world_rooms_areaId_name_id_idx" ON "world_rooms"("areaId", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "world_rooms_serverId_key_key" ON "world_rooms"("serverId", "key");

-- CreateIndex
CREATE INDEX "world_entities_serverId_kind_name_id_idx" ON "world_entities"("serverId", "kind", "name", "id");

-- CreateIndex
CREATE INDEX "world_entities_roomId_kind_name_idx" ON "world_entities"("roomId", "kind", "name");

-- CreateIndex
CREATE UNIQUE INDEX "world_entities_serverId_kind_key_key" ON "world_entities"("serverId", "kind", "key");

-- CreateIndex
CREATE INDEX "world_positions_roomId_idx" ON "world_positions"("roomId");

-- CreateIndex
CREATE INDEX "world_history_roomId_id_idx" ON "world_history"("roomId", "id");

-- CreateIndex
CREATE INDEX "world_history_serverId_id_idx" ON "world_history"("serverId", "id");

-- CreateIndex
CREATE INDEX "world_history_at_idx" ON "world_history"("at");

-- CreateIndex
CREATE INDEX "bridge_links_leaseUntil_idx" ON "bridge_links"("leaseUntil");

-- CreateIndex
CREATE INDEX "bridge_orders_serverId_deadline_idx" ON "bridge_orders"("serverId", "deadline");

-- CreateIndex
CREATE INDEX "bridge_orders_deadline_idx" ON "bridge_orders"("deadline");

-- CreateIndex
CREATE INDEX "api_keys_serverId_idx" ON "api_keys"("serverId");

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "world_areas" ADD CONSTRAINT "world_areas_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "world_rooms" ADD CONSTRAINT "world_rooms_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "world_entities" ADD CONSTRAINT "world_entities_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "world_positions" ADD CONSTRAINT "world_positions_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "world_history" ADD CONSTRAINT "world_history_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bridge_streams" ADD CONSTRAINT "bridge_streams_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bridge_links" ADD CONSTRAINT "bridge_links_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bridge_keys" ADD CONSTRAINT "bridge_keys_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bridge_orders" ADD CONSTRAINT "bridge_orders_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

