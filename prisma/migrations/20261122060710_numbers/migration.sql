-- AlterTable
ALTER TABLE "allocations" ADD COLUMN     "num" BIGSERIAL NOT NULL;

-- AlterTable
ALTER TABLE "blueprints" ADD COLUMN     "num" BIGSERIAL NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "allocations_num_key" ON "allocations"("num");

-- CreateIndex
CREATE UNIQUE INDEX "blueprints_num_key" ON "blueprints"("num");


-- The last 12 digits of a server's id, by which clients of other systems open its page.
CREATE INDEX "servers_short_id_idx" ON "servers" (right("id", 12));
