-- AlterTable
ALTER TABLE "kill_tallies" ADD COLUMN     "deviation" DOUBLE PRECISION,
ADD COLUMN     "rating" DOUBLE PRECISION,
ADD COLUMN     "ratingSure" DOUBLE PRECISION,
ADD COLUMN     "streak" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "kill_ratings" (
    "game" TEXT NOT NULL,
    "season" TEXT NOT NULL,
    "playerId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "rating" DOUBLE PRECISION NOT NULL,
    "deviation" DOUBLE PRECISION NOT NULL,
    "volatility" DOUBLE PRECISION NOT NULL,
    "opponents" INTEGER NOT NULL,

    CONSTRAINT "kill_ratings_pkey" PRIMARY KEY ("playerId","game","season","day")
);

-- CreateTable
CREATE TABLE "kill_rating_marks" (
    "id" BIGSERIAL NOT NULL,
    "game" TEXT NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "kill_rating_marks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kill_rating_states" (
    "game" TEXT NOT NULL,
    "fromDay" DATE,
    "toDay" DATE,
    "months" INTEGER NOT NULL,

    CONSTRAINT "kill_rating_states_pkey" PRIMARY KEY ("game")
);

-- CreateTable
CREATE TABLE "kill_priors" (
    "game" TEXT NOT NULL,
    "of" TEXT NOT NULL,
    "alpha" DOUBLE PRECISION NOT NULL,
    "beta" DOUBLE PRECISION NOT NULL,
    "players" INTEGER NOT NULL,
    "fittedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kill_priors_pkey" PRIMARY KEY ("game","of")
);

-- CreateTable
CREATE TABLE "kill_facet_totals" (
    "game" TEXT NOT NULL,
    "facet" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "kills" INTEGER NOT NULL DEFAULT 0,
    "deaths" INTEGER NOT NULL DEFAULT 0,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kill_facet_totals_pkey" PRIMARY KEY ("game","facet","value","part")
);

-- CreateTable
CREATE TABLE "kill_organisations" (
    "playerId" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kill_organisations_pkey" PRIMARY KEY ("playerId")
);

-- CreateIndex
CREATE INDEX "kill_ratings_game_day_idx" ON "kill_ratings"("game", "day");

-- CreateIndex
CREATE INDEX "kill_organisations_organisation_idx" ON "kill_organisations"("organisation");

-- CreateIndex
CREATE INDEX "kill_pairs_killerId_game_kills_idx" ON "kill_pairs"("killerId", "game", "kills" DESC);

-- Boards by what is no column, of those alone who stand on them.
CREATE INDEX "kill_tallies_kdr_idx" ON "kill_tallies" ("game", "scope", "period", ((kills::float8 / greatest(deaths, 1))) DESC, "playerId") WHERE kills + deaths >= 10;
CREATE INDEX "kill_tallies_rating_idx" ON "kill_tallies" ("game", "scope", "period", "ratingSure" DESC, "playerId") WHERE "ratingSure" IS NOT NULL;

-- What is there already is counted once here, and with each kill from now on.
INSERT INTO "kill_facet_totals" ("game", "facet", "value", "part", "kills", "deaths", "lastAt")
SELECT "game", "facet", "value", 0, sum("kills"), sum("deaths"), max("lastAt") FROM "kill_facets" GROUP BY 1, 2, 3;
INSERT INTO "kill_facet_totals" ("game", "facet", "value", "part", "kills", "deaths", "lastAt")
SELECT h."game", 'hour', h."hour"::text, 0, sum(h."kills"), sum(h."deaths"), now() FROM "kill_hours" h GROUP BY 1, 3;
-- Who has a streak has it counted with the next kill.
UPDATE "kill_tallies" SET "streakAt" = 'infinity' WHERE "scope" = 'all' AND "period" = 'all';
-- Ratings are made from the first kill on.
INSERT INTO "kill_rating_marks" ("game", "day") SELECT "game", min("at")::date FROM "kills" GROUP BY 1;
