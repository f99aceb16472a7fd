-- AlterTable
ALTER TABLE "server_orders" ADD COLUMN     "fields" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "said" TEXT,
ADD COLUMN     "via" TEXT;

