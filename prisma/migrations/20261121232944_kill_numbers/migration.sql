-- Figures are kept by whole numbers instead of texts: of a game, scope and period, of a value that is counted by, and of a player. What is there is carried over before
-- indexes are made; rows of players who are no more are not.
-- CreateTable
CREATE TABLE "kill_frames" (
    "num" SERIAL NOT NULL,
    "game" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "period" TEXT NOT NULL,

    CONSTRAINT "kill_frames_pkey" PRIMARY KEY ("num")
);

-- CreateTable
CREATE TABLE "kill_values" (
    "num" SERIAL NOT NULL,
    "game" TEXT NOT NULL,
    "facet" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "kill_values_pkey" PRIMARY KEY ("num")
);

-- CreateTable
CREATE TABLE "kill_counts" (
    "player" INTEGER NOT NULL,
    "frame" INTEGER NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "kills" INTEGER NOT NULL DEFAULT 0,
    "deaths" INTEGER NOT NULL DEFAULT 0,
    "pvpKills" INTEGER NOT NULL DEFAULT 0,
    "pvpDeaths" INTEGER NOT NULL DEFAULT 0,
    "pveKills" INTEGER NOT NULL DEFAULT 0,
    "pveDeaths" INTEGER NOT NULL DEFAULT 0,
    "suicides" INTEGER NOT NULL DEFAULT 0,
    "crashes" INTEGER NOT NULL DEFAULT 0,
    "environmental" INTEGER NOT NULL DEFAULT 0,
    "unexplained" INTEGER NOT NULL DEFAULT 0,
    "inferred" INTEGER NOT NULL DEFAULT 0,
    "bestStreak" INTEGER NOT NULL DEFAULT 0,
    "streak" INTEGER NOT NULL DEFAULT 0,
    "streakAt" TIMESTAMPTZ(3),
    "rating" DOUBLE PRECISION,
    "deviation" DOUBLE PRECISION,
    "ratingSure" DOUBLE PRECISION,

    CONSTRAINT "kill_counts_pkey" PRIMARY KEY ("player","frame")
);

-- CreateTable
CREATE TABLE "kill_facet_counts" (
    "player" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "kills" INTEGER NOT NULL DEFAULT 0,
    "deaths" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "kill_facet_counts_pkey" PRIMARY KEY ("player","value")
);

-- CreateTable
CREATE TABLE "kill_pair_counts" (
    "killer" INTEGER NOT NULL,
    "victim" INTEGER NOT NULL,
    "frame" INTEGER NOT NULL,
    "kills" INTEGER NOT NULL DEFAULT 0,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kill_pair_counts_pkey" PRIMARY KEY ("killer","victim","frame")
);

-- CreateTable
CREATE TABLE "kill_hour_counts" (
    "player" INTEGER NOT NULL,
    "frame" INTEGER NOT NULL,
    "hour" SMALLINT NOT NULL,
    "kills" INTEGER NOT NULL DEFAULT 0,
    "deaths" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "kill_hour_counts_pkey" PRIMARY KEY ("player","frame","hour")
);

-- CreateIndex
CREATE UNIQUE INDEX "kill_frames_scope_period_game_key" ON "kill_frames"("scope", "period", "game");

-- CreateIndex
CREATE UNIQUE INDEX "kill_values_game_facet_value_key" ON "kill_values"("game", "facet", "value");

-- CreateIndex
CREATE INDEX "kill_pair_counts_killer_frame_kills_idx" ON "kill_pair_counts"("killer", "frame", "kills" DESC);

-- CreateIndex
CREATE INDEX "kill_pair_counts_victim_frame_kills_idx" ON "kill_pair_counts"("victim", "frame", "kills" DESC);

INSERT INTO "kill_frames" ("game", "scope", "period")
SELECT "game", "scope", "period" FROM "kill_tallies"
UNION SELECT "game", 'all', 'all' FROM "kill_pairs"
UNION SELECT "game", 'all', 'all' FROM "kill_hours" ORDER BY 1, 2, 3;
INSERT INTO "kill_values" ("game", "facet", "value") SELECT DISTINCT "game", "facet", "value" FROM "kill_facets" ORDER BY 1, 2, 3;
INSERT INTO "kill_counts" ("player", "frame", "kills", "deaths", "pvpKills", "pvpDeaths", "pveKills", "pveDeaths", "suicides", "crashes", "environmental", "unexplained", "inferred", "bestStreak", "streak", "streakAt", "rating", "deviation", "ratingSure", "lastAt")
SELECT p."num", f."num", t."kills", t."deaths", t."pvpKills", t."pvpDeaths", t."pveKills", t."pveDeaths", t."suicides", t."crashes", t."environmental", t."unexplained", t."inferred", t."bestStreak", t."streak", t."streakAt", t."rating", t."deviation", t."ratingSure", t."lastAt"
FROM "kill_tallies" t JOIN "kill_frames" f ON f."game" = t."game" AND f."scope" = t."scope" AND f."period" = t."period" JOIN "players" p ON p."id" = t."playerId";
INSERT INTO "kill_facet_counts" ("player", "value", "kills", "deaths", "lastAt")
SELECT p."num", v."num", t."kills", t."deaths", t."lastAt"
FROM "kill_facets" t JOIN "kill_values" v ON v."game" = t."game" AND v."facet" = t."facet" AND v."value" = t."value" JOIN "players" p ON p."id" = t."playerId";
INSERT INTO "kill_pair_counts" ("killer", "victim", "frame", "kills", "lastAt")
SELECT k."num", v."num", f."num", t."kills", t."lastAt"
FROM "kill_pairs" t JOIN "kill_frames" f ON f."game" = t."game" AND f."scope" = 'all' AND f."period" = 'all' JOIN "players" k ON k."id" = t."killerId" JOIN "players" v ON v."id" = t."victimId";
INSERT INTO "kill_hour_counts" ("player", "frame", "hour", "kills", "deaths")
SELECT p."num", f."num", t."hour", t."kills", t."deaths"
FROM "kill_hours" t JOIN "kill_frames" f ON f."game" = t."game" AND f."scope" = 'all' AND f."period" = 'all' JOIN "players" p ON p."id" = t."playerId";

-- A board is read along its index, and only rows that stand on it are in it.
CREATE INDEX "kill_counts_kills_idx" ON "kill_counts" ("frame", "kills" DESC, "player") WHERE "kills" > 0;
CREATE INDEX "kill_counts_deaths_idx" ON "kill_counts" ("frame", "deaths" DESC, "player") WHERE "deaths" > 0;
CREATE INDEX "kill_counts_pvpKills_idx" ON "kill_counts" ("frame", "pvpKills" DESC, "player") WHERE "pvpKills" > 0;
CREATE INDEX "kill_counts_pveKills_idx" ON "kill_counts" ("frame", "pveKills" DESC, "player") WHERE "pveKills" > 0;
CREATE INDEX "kill_counts_bestStreak_idx" ON "kill_counts" ("frame", "bestStreak" DESC, "player") WHERE "bestStreak" > 0;
CREATE INDEX "kill_counts_kdr_idx" ON "kill_counts" ("frame",
  ((kills + 6.352771727047702::float8 - 1.6448536269514722::float8 * sqrt((kills + 5)::float8 * (deaths + 5) / (kills + deaths + 10) + 0.676385863523851::float8))
    / (deaths + 6.352771727047702::float8 + 1.6448536269514722::float8 * sqrt((kills + 5)::float8 * (deaths + 5) / (kills + deaths + 10) + 0.676385863523851::float8))) DESC, "player")
  WHERE kills + deaths >= 10;
CREATE INDEX "kill_counts_rating_idx" ON "kill_counts" ("frame", "ratingSure" DESC, "player") WHERE "ratingSure" IS NOT NULL;
-- With those of kills and of deaths all rows of a frame are found.
CREATE INDEX "kill_counts_neither_idx" ON "kill_counts" ("frame") WHERE "kills" <= 0 AND "deaths" <= 0;
CREATE INDEX "kill_facet_counts_kills_idx" ON "kill_facet_counts" ("value", "kills" DESC) WHERE "kills" > 0;

-- DropTable
DROP TABLE "kill_facets";

-- DropTable
DROP TABLE "kill_hours";

-- DropTable
DROP TABLE "kill_pairs";

-- DropTable
DROP TABLE "kill_tallies";

-- The same with names for the numbers, for whoever reads a few of them.
CREATE VIEW "kill_tallies" AS
SELECT f."game", f."scope", f."period", p."id" AS "playerId", t."kills", t."deaths", t."pvpKills", t."pvpDeaths", t."pveKills", t."pveDeaths", t."suicides", t."crashes", t."environmental", t."unexplained", t."inferred", t."bestStreak", t."streak", t."streakAt", t."rating", t."deviation", t."ratingSure", t."lastAt"
FROM "kill_counts" t JOIN "kill_frames" f ON f."num" = t."frame" JOIN "players" p ON p."num" = t."player";
CREATE VIEW "kill_facets" AS
SELECT v."game", p."id" AS "playerId", v."facet", v."value", t."kills", t."deaths", t."lastAt"
FROM "kill_facet_counts" t JOIN "kill_values" v ON v."num" = t."value" JOIN "players" p ON p."num" = t."player";
CREATE VIEW "kill_pairs" AS
SELECT f."game", k."id" AS "killerId", v."id" AS "victimId", t."kills", t."lastAt"
FROM "kill_pair_counts" t JOIN "kill_frames" f ON f."num" = t."frame" JOIN "players" k ON k."num" = t."killer" JOIN "players" v ON v."num" = t."victim";
CREATE VIEW "kill_hours" AS
SELECT f."game", p."id" AS "playerId", t."hour"::int AS "hour", t."kills", t."deaths"
FROM "kill_hour_counts" t JOIN "kill_frames" f ON f."num" = t."frame" JOIN "players" p ON p."num" = t."player";
