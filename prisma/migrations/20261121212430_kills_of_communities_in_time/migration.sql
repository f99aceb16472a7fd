-- Kills of a community in order of time: one index for each place among a kill's communities, of which most have one. Those told in more than four are found by the index of all.
CREATE INDEX "kills_community_1_idx" ON "kills" (("communityIds"[1]), "at", "num") WHERE "communityIds"[1] IS NOT NULL;
CREATE INDEX "kills_community_2_idx" ON "kills" (("communityIds"[2]), "at", "num") WHERE "communityIds"[2] IS NOT NULL;
CREATE INDEX "kills_community_3_idx" ON "kills" (("communityIds"[3]), "at", "num") WHERE "communityIds"[3] IS NOT NULL;
CREATE INDEX "kills_community_4_idx" ON "kills" (("communityIds"[4]), "at", "num") WHERE "communityIds"[4] IS NOT NULL;
CREATE INDEX "kills_many_communities_idx" ON "kills" USING GIN ("communityIds") WHERE cardinality("communityIds") > 4;

-- DropIndex
DROP INDEX "kills_reporterId_num_idx";

-- CreateIndex
CREATE INDEX "kills_reporterId_at_num_idx" ON "kills"("reporterId", "at", "num");
