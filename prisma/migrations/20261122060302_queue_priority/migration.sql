-- AlterTable
ALTER TABLE "packages" ADD COLUMN     "queuePriority" INTEGER NOT NULL DEFAULT 0;

