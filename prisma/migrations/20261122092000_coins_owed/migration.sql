-- AlterTable
ALTER TABLE "coin_accounts" ADD COLUMN     "owed" BIGINT NOT NULL DEFAULT 0;

ALTER TABLE "coin_accounts" ADD CONSTRAINT "coin_accounts_owed" CHECK ("owed" >= 0);

-- What could not be taken so far when money went back is owed too: a dispute that is won gives back what was taken, and lets them off what was not.
UPDATE "coin_accounts" a SET "owed" = p."missing"
FROM (SELECT "userId", sum("missingCoins") AS "missing" FROM "payments" WHERE "missingCoins" > 0 GROUP BY "userId") p
WHERE a."userId" = p."userId";

-- Whoever gives coins says to whom by a name.
CREATE INDEX "users_lower_name_idx" ON "users" (lower("name"));
