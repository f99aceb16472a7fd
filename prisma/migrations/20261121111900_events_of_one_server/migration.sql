-- What Prisma's schema cannot say: indexes of a part of the rows.

-- The history of one server, or of one community, newest first. Without them a quiet one among a million events is looked for through all of them.
CREATE INDEX "outbox_events_server_idx" ON "outbox_events"("serverId", "position") WHERE "serverId" IS NOT NULL;
CREATE INDEX "outbox_events_community_idx" ON "outbox_events"("communityId", "position") WHERE "communityId" IS NOT NULL;
