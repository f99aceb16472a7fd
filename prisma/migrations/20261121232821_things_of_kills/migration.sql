-- AlterTable
ALTER TABLE "kills" ADD COLUMN     "killerThing" INTEGER,
ADD COLUMN     "placeThing" INTEGER,
ADD COLUMN     "systemThing" INTEGER,
ADD COLUMN     "victimThing" INTEGER,
ADD COLUMN     "weaponThing" INTEGER;

-- CreateTable
CREATE TABLE "kill_things" (
    "num" SERIAL NOT NULL,
    "game" TEXT NOT NULL,
    "facet" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "word" TEXT NOT NULL,

    CONSTRAINT "kill_things_pkey" PRIMARY KEY ("num")
);

-- CreateTable
CREATE TABLE "kill_words" (
    "game" TEXT NOT NULL,
    "facet" TEXT NOT NULL,
    "spelling" TEXT NOT NULL,
    "thing" INTEGER NOT NULL,
    "was" INTEGER[] DEFAULT ARRAY[]::INTEGER[],

    CONSTRAINT "kill_words_pkey" PRIMARY KEY ("spelling","facet","game")
);

-- CreateTable
CREATE TABLE "kill_namings" (
    "one" BOOLEAN NOT NULL DEFAULT true,
    "catalog" TEXT NOT NULL DEFAULT '',
    "unfilled" BIGINT NOT NULL DEFAULT 0,
    "filled" BIGINT NOT NULL DEFAULT 0,
    "done" BIGINT NOT NULL DEFAULT 0,
    "total" BIGINT NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "kill_namings_pkey" PRIMARY KEY ("one")
);

-- CreateIndex
CREATE UNIQUE INDEX "kill_things_key_facet_game_key" ON "kill_things"("key", "facet", "game");

-- Kills with a thing, in it or at it, in order of time. Few know all five, and who knows none is in no index.
CREATE INDEX "kills_weapon_idx" ON "kills" ("weaponThing", "at", "num") WHERE "weaponThing" IS NOT NULL;
CREATE INDEX "kills_killer_ship_idx" ON "kills" ("killerThing", "at", "num") WHERE "killerThing" IS NOT NULL;
CREATE INDEX "kills_victim_ship_idx" ON "kills" ("victimThing", "at", "num") WHERE "victimThing" IS NOT NULL;
CREATE INDEX "kills_place_idx" ON "kills" ("placeThing", "at", "num") WHERE "placeThing" IS NOT NULL;
CREATE INDEX "kills_system_idx" ON "kills" ("systemThing", "at", "num") WHERE "systemThing" IS NOT NULL;

-- Kills that are there get their things from the worker, which knows the catalogue.
INSERT INTO "kill_namings" ("unfilled") SELECT coalesce(max("num"), 0) FROM "kills";
