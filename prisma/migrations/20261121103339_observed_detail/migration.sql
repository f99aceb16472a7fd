-- AlterTable
ALTER TABLE "servers" ADD COLUMN     "observedDetail" TEXT;

