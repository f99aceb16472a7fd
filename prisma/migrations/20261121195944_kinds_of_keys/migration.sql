-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'standard',
ADD COLUMN     "playerName" TEXT;

-- AlterTable
ALTER TABLE "webhooks" ADD COLUMN     "format" TEXT NOT NULL DEFAULT 'gamekeeper',
ADD COLUMN     "headers" TEXT,
ADD COLUMN     "retry" JSONB;

