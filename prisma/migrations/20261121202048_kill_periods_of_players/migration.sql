-- DropIndex
DROP INDEX "kill_tallies_playerId_idx";

-- CreateIndex
CREATE INDEX "kill_tallies_playerId_period_idx" ON "kill_tallies"("playerId", "period");

-- Seasons are counted with each kill from now on; those that there are already are made of their days, by quarters, which is the setting's default.
INSERT INTO "kill_tallies" ("game", "scope", "period", "playerId", "kills", "deaths", "pvpKills", "pvpDeaths", "pveKills", "pveDeaths", "suicides", "crashes", "environmental", "unexplained", "inferred", "bestStreak", "lastAt")
SELECT "game", "scope", 's:' || to_char(date_trunc('quarter', substring("period" FROM 3)::date), 'YYYY-MM'), "playerId", sum("kills"), sum("deaths"), sum("pvpKills"), sum("pvpDeaths"), sum("pveKills"), sum("pveDeaths"), sum("suicides"), sum("crashes"), sum("environmental"), sum("unexplained"), sum("inferred"), max("bestStreak"), max("lastAt")
FROM "kill_tallies" WHERE "period" LIKE 'd:%' AND NOT EXISTS (SELECT FROM "kill_tallies" s WHERE s."period" LIKE 's:%') GROUP BY 1, 2, 3, 4;
