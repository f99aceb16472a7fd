-- AlterTable
ALTER TABLE "discord_messages" ADD COLUMN     "communityId" TEXT;

-- CreateTable
CREATE TABLE "communities" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "guildId" TEXT,
    "hasBot" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "joinCodeHash" TEXT,
    "joinCodeExpiresAt" TIMESTAMPTZ(3),
    "boardPostedFor" TEXT,
    "lastError" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "communities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "community_members" (
    "communityId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "givenRole" TEXT,
    "discordRole" TEXT,
    "checkedAt" TIMESTAMPTZ(3),
    "joinedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "community_members_pkey" PRIMARY KEY ("communityId","userId")
);

-- What stood as free text until now becomes a community each; an id of Discord's is that of its server there.
INSERT INTO "communities" ("id", "name", "slug", "guildId")
SELECT "id", "id", 'c-' || left(trim(BOTH '-' FROM regexp_replace(lower("id"), '[^a-z0-9]+', '-', 'g')), 30) || '-' || left(md5("id"), 8),
    CASE WHEN "id" ~ '^[0-9]{15,22}$' THEN "id" END
FROM (
    SELECT "communityId" AS "id" FROM "servers"
    UNION SELECT "communityId" FROM "players"
    UNION SELECT "communityId" FROM "grants"
    UNION SELECT "communityId" FROM "punishments"
    UNION SELECT "communityId" FROM "moderated_servers"
    UNION SELECT "communityId" FROM "kill_reports"
    UNION SELECT unnest("communityIds") FROM "kills"
    UNION SELECT unnest("scopeIds") FROM "broadcasts" WHERE "scope" = 'communities'
) AS "used"
WHERE "id" IS NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "communities_slug_key" ON "communities"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "communities_guildId_key" ON "communities"("guildId");

-- CreateIndex
CREATE UNIQUE INDEX "communities_joinCodeHash_key" ON "communities"("joinCodeHash");

-- CreateIndex
CREATE INDEX "community_members_userId_idx" ON "community_members"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "discord_messages_communityId_eventId_key" ON "discord_messages"("communityId", "eventId");

-- CreateIndex
CREATE INDEX "grants_communityId_idx" ON "grants"("communityId");

-- AddForeignKey
ALTER TABLE "community_members" ADD CONSTRAINT "community_members_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "communities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "community_members" ADD CONSTRAINT "community_members_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discord_messages" ADD CONSTRAINT "discord_messages_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "communities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "servers" ADD CONSTRAINT "servers_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "communities"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "communities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

