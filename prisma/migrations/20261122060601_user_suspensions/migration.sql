-- AlterTable
ALTER TABLE "users" ADD COLUMN     "suspendedUntil" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "user_suspensions" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "reason" TEXT,
    "note" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "byId" TEXT,
    "endedAt" TIMESTAMPTZ(3),
    "endedHow" TEXT,
    "endedById" TEXT,

    CONSTRAINT "user_suspensions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "user_suspensions_userId_startedAt_idx" ON "user_suspensions"("userId", "startedAt");

-- CreateIndex
CREATE INDEX "users_suspendedUntil_idx" ON "users"("suspendedUntil");

-- AddForeignKey
ALTER TABLE "user_suspensions" ADD CONSTRAINT "user_suspensions_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Who is suspended now was so without a reason that is known.
INSERT INTO "user_suspensions" ("id", "userId", "startedAt")
SELECT 'sus_' || replace(gen_random_uuid()::text, '-', ''), "id", "suspendedAt" FROM "users" WHERE "suspendedAt" IS NOT NULL AND "removedAt" IS NULL;
