-- DropForeignKey
ALTER TABLE "punishments" DROP CONSTRAINT "punishments_serverId_fkey";

-- AlterTable
ALTER TABLE "punishments" ADD COLUMN     "serverName" TEXT NOT NULL DEFAULT '',
ALTER COLUMN "serverId" DROP NOT NULL;

-- AddForeignKey
ALTER TABLE "punishments" ADD CONSTRAINT "punishments_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What is kept is called as the server is now.
UPDATE "punishments" p SET "serverName" = s.name FROM "servers" s WHERE s.id = p."serverId";
