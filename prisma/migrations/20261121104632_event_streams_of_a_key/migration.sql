-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "eventStreams" INTEGER;

-- CreateTable
CREATE TABLE "stream_places" (
    "id" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "takenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stream_places_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "stream_places_keyId_idx" ON "stream_places"("keyId");

-- CreateIndex
CREATE INDEX "stream_places_holder_idx" ON "stream_places"("holder");

