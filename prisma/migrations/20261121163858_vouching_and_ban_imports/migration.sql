-- AlterTable
ALTER TABLE "players" ADD COLUMN     "linkedServerId" TEXT;

-- AlterTable
ALTER TABLE "punishments" ADD COLUMN     "identityHash" TEXT,
ADD COLUMN     "isVouched" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "platformId" TEXT,
ADD COLUMN     "sealedWhom" TEXT;

-- AlterTable
ALTER TABLE "servers" ADD COLUMN     "vouches" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ban_list_imports" (
    "id" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "bans" JSONB,
    "total" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "there" INTEGER NOT NULL DEFAULT 0,
    "over" INTEGER NOT NULL DEFAULT 0,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "createdById" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ban_list_imports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ban_list_imports_serverId_createdAt_idx" ON "ban_list_imports"("serverId", "createdAt");

-- CreateIndex
CREATE INDEX "punishments_platformId_game_idx" ON "punishments"("platformId", "game");

-- CreateIndex
CREATE INDEX "punishments_identityHash_idx" ON "punishments"("identityHash");

-- AddForeignKey
ALTER TABLE "ban_list_imports" ADD CONSTRAINT "ban_list_imports_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What servers told of a platform's ids was believed wherever they were. It still is of those whose owners may change the panel's settings.
UPDATE "servers" SET "vouches" = true WHERE "ownerId" IN (
  SELECT m."userId" FROM "role_members" m JOIN "grants" g ON g."roleId" = m."roleId" WHERE g."on" = 'instance' AND 'settings:write' = ANY(g."permissions")
  UNION SELECT g."userId" FROM "grants" g WHERE g."userId" IS NOT NULL AND g."on" = 'instance' AND 'settings:write' = ANY(g."permissions"));
UPDATE "punishments" p SET "platformId" = pl."platformId", "isVouched" = pl."realm" LIKE 'game:%'
FROM "players" pl WHERE pl."id" = p."playerId" AND pl."platformId" IS NOT NULL;
