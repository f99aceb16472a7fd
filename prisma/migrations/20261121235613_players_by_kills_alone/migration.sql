-- DropIndex
DROP INDEX "players_status_num_idx";

-- AlterTable
ALTER TABLE "players" ADD COLUMN     "byKills" BOOLEAN NOT NULL DEFAULT false;

-- Kills that somebody tells of name players by a handle, or by whose they are; a server says where it met them.
UPDATE "players" p SET "byKills" = true
WHERE p."realm" LIKE 'game:%' AND (p."key" LIKE 'name:%' OR p."key" LIKE 'user:%') AND p."platformId" IS NULL AND p."serverId" IS NULL
  AND NOT EXISTS (SELECT FROM "player_servers" v WHERE v."playerId" = p."id");

-- CreateIndex
CREATE INDEX "players_byKills_status_num_idx" ON "players"("byKills", "status", "num");

-- CreateIndex
CREATE INDEX "players_byKills_num_idx" ON "players"("byKills", "num");

-- What Prisma's schema cannot say: lists in their order, without those who are known by kills alone.
DROP INDEX "players_by_name_idx";
CREATE INDEX "players_by_name_idx" ON "players" ("byKills", lower("name"), "num") INCLUDE ("name");
DROP INDEX "players_by_login_idx";
CREATE INDEX "players_by_login_idx" ON "players" ("byKills", coalesce("lastLoginAt", '-infinity'::timestamptz), "num") INCLUDE ("lastLoginAt");
