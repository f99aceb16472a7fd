-- AlterTable
ALTER TABLE "users" ADD COLUMN     "mustVerifySince" TIMESTAMPTZ(3);

