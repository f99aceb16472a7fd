-- AlterTable
ALTER TABLE "player_servers" ADD COLUMN     "gameLockedUntil" TIMESTAMPTZ(3);

