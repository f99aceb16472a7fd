-- Kills between two players, in order of time: who killed whom as one number, a quarter as large as both ids. That two pairs share a number is next to
-- impossible, and readers look at who took part as well. Kills with one player or none, most of all in some games, are not in it.
CREATE INDEX "kills_pair_idx" ON "kills" (hashtextextended("killerKey" || '>' || "victimKey", 0), "at", "num") WHERE "killerId" IS NOT NULL AND "victimId" IS NOT NULL;
