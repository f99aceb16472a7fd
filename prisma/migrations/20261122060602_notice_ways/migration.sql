-- AlterTable
ALTER TABLE "notifications" ADD COLUMN     "inBell" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "notice_choices" (
    "userId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bell" BOOLEAN NOT NULL,
    "mail" BOOLEAN NOT NULL,
    "discord" BOOLEAN NOT NULL,

    CONSTRAINT "notice_choices_pkey" PRIMARY KEY ("userId","type")
);

-- CreateTable
CREATE TABLE "notice_settings" (
    "userId" TEXT NOT NULL,
    "isDigest" BOOLEAN NOT NULL,

    CONSTRAINT "notice_settings_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "notice_sends" (
    "notificationId" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "claimedUntil" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "notice_sends_pkey" PRIMARY KEY ("notificationId","way")
);

-- CreateIndex
CREATE INDEX "notice_sends_state_dueAt_idx" ON "notice_sends"("state", "dueAt");

-- CreateIndex
CREATE INDEX "notice_sends_userId_way_idx" ON "notice_sends"("userId", "way");

-- AddForeignKey
ALTER TABLE "notice_choices" ADD CONSTRAINT "notice_choices_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_sends" ADD CONSTRAINT "notice_sends_notificationId_fkey" FOREIGN KEY ("notificationId") REFERENCES "notifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;

