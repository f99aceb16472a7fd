-- AlterTable
ALTER TABLE "kill_frames" ADD COLUMN     "isEmptied" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "kill_days" (
    "frame" INTEGER NOT NULL,
    "part" SMALLINT NOT NULL,
    "kills" INTEGER NOT NULL DEFAULT 0,
    "deaths" INTEGER NOT NULL DEFAULT 0,
    "pvpKills" INTEGER NOT NULL DEFAULT 0,
    "pveKills" INTEGER NOT NULL DEFAULT 0,
    "suicides" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "kill_days_pkey" PRIMARY KEY ("frame","part")
);


-- Frames that have rows which are thrown away some day.
CREATE INDEX "kill_frames_kept_idx" ON "kill_frames" ("period") WHERE NOT "isEmptied";

-- What was done until now is counted once here, and with each kill from now on.
INSERT INTO "kill_days" ("frame", "part", "kills", "deaths", "pvpKills", "pveKills", "suicides")
SELECT f."num", 0, sum(t."kills"), sum(t."deaths"), sum(t."pvpKills"), sum(t."pveKills"), sum(t."suicides")
FROM "kill_frames" f JOIN "kill_counts" t ON t."frame" = f."num"
WHERE f."period" >= 'd:' AND f."period" < 'd;' AND (f."scope" LIKE 'c:%' OR f."scope" LIKE 's:%') GROUP BY 1;
