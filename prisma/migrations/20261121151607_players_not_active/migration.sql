-- Those who are banned or suspended are few among very many: lists of them are read out of indexes of their own.
CREATE INDEX "players_not_active_idx" ON "players" ("status", lower("name"), "num") INCLUDE ("name") WHERE "status" <> 'active';
CREATE INDEX "player_servers_not_active_idx" ON "player_servers" ("serverId", "status", lower("name"), "playerId") INCLUDE ("name") WHERE "status" <> 'active';
