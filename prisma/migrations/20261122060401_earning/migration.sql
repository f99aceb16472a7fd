-- CreateEnum
CREATE TYPE "referral_state" AS ENUM ('waiting', 'paid', 'refused');

-- CreateTable
CREATE TABLE "earners" (
    "userId" TEXT NOT NULL,
    "referralCode" TEXT,
    "dailyDay" TEXT,
    "dailyStreak" INTEGER NOT NULL DEFAULT 0,
    "idlePage" TEXT,
    "idleBeat" INTEGER NOT NULL DEFAULT 0,
    "idleBeatAt" TIMESTAMPTZ(3),
    "idleUntil" TIMESTAMPTZ(3),
    "idleMs" INTEGER NOT NULL DEFAULT 0,
    "blockedAt" TIMESTAMPTZ(3),
    "blockedReason" TEXT,
    "blockedByLabel" TEXT,

    CONSTRAINT "earners_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "earning_days" (
    "userId" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "coins" BIGINT NOT NULL DEFAULT 0,
    "times" INTEGER NOT NULL DEFAULT 0,
    "ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "earning_days_pkey" PRIMARY KEY ("userId","way","day")
);

-- CreateTable
CREATE TABLE "earning_addresses" (
    "address" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "earning_addresses_pkey" PRIMARY KEY ("address","day","userId")
);

-- CreateTable
CREATE TABLE "earning_played" (
    "userId" TEXT NOT NULL,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "untilAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "earning_played_pkey" PRIMARY KEY ("userId","fromAt")
);

-- CreateTable
CREATE TABLE "earning_joins" (
    "guildId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "discordHash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "earning_joins_pkey" PRIMARY KEY ("guildId","userId")
);

-- CreateTable
CREATE TABLE "referrals" (
    "referredId" TEXT NOT NULL,
    "referrerId" TEXT NOT NULL,
    "state" "referral_state" NOT NULL DEFAULT 'waiting',
    "problem" TEXT,
    "address" TEXT,
    "referrerCoins" BIGINT,
    "referredCoins" BIGINT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "referrals_pkey" PRIMARY KEY ("referredId")
);

-- CreateIndex
CREATE UNIQUE INDEX "earners_referralCode_key" ON "earners"("referralCode");

-- CreateIndex
CREATE INDEX "earners_blockedAt_idx" ON "earners"("blockedAt");

-- CreateIndex
CREATE INDEX "earning_days_day_idx" ON "earning_days"("day");

-- CreateIndex
CREATE INDEX "earning_addresses_at_idx" ON "earning_addresses"("at");

-- CreateIndex
CREATE INDEX "earning_played_untilAt_idx" ON "earning_played"("untilAt");

-- CreateIndex
CREATE UNIQUE INDEX "earning_joins_guildId_discordHash_key" ON "earning_joins"("guildId", "discordHash");

-- CreateIndex
CREATE INDEX "referrals_referrerId_createdAt_idx" ON "referrals"("referrerId", "createdAt");

-- CreateIndex
CREATE INDEX "referrals_state_createdAt_idx" ON "referrals"("state", "createdAt");

-- AddForeignKey
ALTER TABLE "earners" ADD CONSTRAINT "earners_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "earning_days" ADD CONSTRAINT "earning_days_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "earning_played" ADD CONSTRAINT "earning_played_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_referredId_fkey" FOREIGN KEY ("referredId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_referrerId_fkey" FOREIGN KEY ("referrerId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

