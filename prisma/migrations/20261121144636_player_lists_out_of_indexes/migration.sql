-- What lists are ordered by stands in their indexes itself beside what is made of it: so a page far from both ends is chosen without a look at the rows before it.
DROP INDEX "players_by_name_idx";
CREATE INDEX "players_by_name_idx" ON "players" (lower("name"), "num") INCLUDE ("name");
DROP INDEX "players_by_login_idx";
CREATE INDEX "players_by_login_idx" ON "players" (coalesce("lastLoginAt", '-infinity'::timestamptz), "num") INCLUDE ("lastLoginAt");
DROP INDEX "players_online_idx";
CREATE INDEX "players_online_idx" ON "players" (lower("name"), "num") INCLUDE ("name") WHERE "online";
DROP INDEX "player_servers_by_name_idx";
CREATE INDEX "player_servers_by_name_idx" ON "player_servers" ("serverId", lower("name"), "playerId") INCLUDE ("name");
DROP INDEX "player_servers_by_login_idx";
CREATE INDEX "player_servers_by_login_idx" ON "player_servers" ("serverId", coalesce("lastLoginAt", '-infinity'::timestamptz), "playerId") INCLUDE ("lastLoginAt");
DROP INDEX "player_servers_online_idx";
CREATE INDEX "player_servers_online_idx" ON "player_servers" ("serverId", lower("name"), "playerId") INCLUDE ("name") WHERE "online";
