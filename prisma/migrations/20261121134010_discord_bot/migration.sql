-- CreateTable
CREATE TABLE "discord_bots" (
    "id" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "applicationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL,
    "problem" TEXT,
    "stateAt" TIMESTAMPTZ(3) NOT NULL,
    "guilds" JSONB NOT NULL DEFAULT '[]',
    "position" BIGINT NOT NULL,
    "leasedBy" TEXT,
    "leasedUntil" TIMESTAMPTZ(3),
    "connectedById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "discord_bots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "discord_posts" (
    "id" TEXT NOT NULL,
    "guildId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "types" TEXT[],
    "serverIds" TEXT[],
    "template" TEXT,
    "makerId" TEXT NOT NULL,
    "scopes" TEXT[],
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "lastError" TEXT,
    "lastSentAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "discord_posts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "discord_relays" (
    "id" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "guildId" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "toDiscord" BOOLEAN NOT NULL,
    "toGame" BOOLEAN NOT NULL,
    "lastError" TEXT,
    "lastSentAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "discord_relays_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "discord_messages" (
    "id" BIGSERIAL NOT NULL,
    "channelId" TEXT NOT NULL,
    "postId" TEXT,
    "relayId" TEXT,
    "eventId" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "discord_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "discord_links" (
    "discordId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "linkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "discord_links_pkey" PRIMARY KEY ("discordId")
);

-- CreateTable
CREATE TABLE "discord_link_codes" (
    "codeHash" TEXT NOT NULL,
    "discordId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "discord_link_codes_pkey" PRIMARY KEY ("codeHash")
);

-- CreateIndex
CREATE UNIQUE INDEX "discord_relays_serverId_channelId_key" ON "discord_relays"("serverId", "channelId");

-- CreateIndex
CREATE INDEX "discord_messages_channelId_id_idx" ON "discord_messages"("channelId", "id");

-- CreateIndex
CREATE INDEX "discord_messages_createdAt_idx" ON "discord_messages"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "discord_messages_postId_eventId_key" ON "discord_messages"("postId", "eventId");

-- CreateIndex
CREATE UNIQUE INDEX "discord_messages_relayId_eventId_key" ON "discord_messages"("relayId", "eventId");

-- CreateIndex
CREATE UNIQUE INDEX "discord_links_userId_key" ON "discord_links"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "discord_link_codes_discordId_key" ON "discord_link_codes"("discordId");

-- CreateIndex
CREATE INDEX "discord_link_codes_expiresAt_idx" ON "discord_link_codes"("expiresAt");

-- AddForeignKey
ALTER TABLE "discord_relays" ADD CONSTRAINT "discord_relays_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discord_messages" ADD CONSTRAINT "discord_messages_postId_fkey" FOREIGN KEY ("postId") REFERENCES "discord_posts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discord_messages" ADD CONSTRAINT "discord_messages_relayId_fkey" FOREIGN KEY ("relayId") REFERENCES "discord_relays"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discord_links" ADD CONSTRAINT "discord_links_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

