-- DropIndex
DROP INDEX "kill_facets_game_facet_value_kills_idx";

-- DropIndex
DROP INDEX "kill_tallies_game_scope_period_bestStreak_playerId_idx";

-- DropIndex
DROP INDEX "kill_tallies_game_scope_period_deaths_playerId_idx";

-- DropIndex
DROP INDEX "kill_tallies_game_scope_period_kills_playerId_idx";

-- DropIndex
DROP INDEX "kill_tallies_game_scope_period_pveKills_playerId_idx";

-- DropIndex
DROP INDEX "kill_tallies_game_scope_period_pvpKills_playerId_idx";

-- A board is read along its index, and only rows that stand on it are in it: most days somebody has kills or deaths, not all of what is counted.
CREATE INDEX "kill_tallies_kills_idx" ON "kill_tallies" ("game", "scope", "period", "kills" DESC, "playerId") WHERE "kills" > 0;
CREATE INDEX "kill_tallies_deaths_idx" ON "kill_tallies" ("game", "scope", "period", "deaths" DESC, "playerId") WHERE "deaths" > 0;
CREATE INDEX "kill_tallies_pvpKills_idx" ON "kill_tallies" ("game", "scope", "period", "pvpKills" DESC, "playerId") WHERE "pvpKills" > 0;
CREATE INDEX "kill_tallies_pveKills_idx" ON "kill_tallies" ("game", "scope", "period", "pveKills" DESC, "playerId") WHERE "pveKills" > 0;
CREATE INDEX "kill_tallies_bestStreak_idx" ON "kill_tallies" ("game", "scope", "period", "bestStreak" DESC, "playerId") WHERE "bestStreak" > 0;
CREATE INDEX "kill_facets_kills_idx" ON "kill_facets" ("game", "facet", "value", "kills" DESC) WHERE "kills" > 0;
