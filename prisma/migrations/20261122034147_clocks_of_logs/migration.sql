-- AlterTable
ALTER TABLE "log_imports" ADD COLUMN     "shiftMs" INTEGER;

