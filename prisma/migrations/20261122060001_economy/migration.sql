-- CreateTable
CREATE TABLE "coin_accounts" (
    "id" TEXT NOT NULL,
    "userId" TEXT,
    "balance" BIGINT NOT NULL DEFAULT 0,
    "held" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coin_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coin_transfers" (
    "id" TEXT NOT NULL,
    "num" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "fromId" TEXT NOT NULL,
    "toId" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "reason" TEXT,
    "params" JSONB NOT NULL DEFAULT '{}',
    "about" TEXT,
    "aboutId" TEXT,
    "reversesId" TEXT,
    "actorId" TEXT,
    "actor" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coin_transfers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coin_entries" (
    "num" BIGSERIAL NOT NULL,
    "transferId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "balance" BIGINT,

    CONSTRAINT "coin_entries_pkey" PRIMARY KEY ("num")
);

-- CreateTable
CREATE TABLE "coin_holds" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT,
    "aboutId" TEXT,
    "state" TEXT NOT NULL DEFAULT 'held',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "transferId" TEXT,

    CONSTRAINT "coin_holds_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "coin_accounts_userId_key" ON "coin_accounts"("userId");

-- CreateIndex
CREATE INDEX "coin_accounts_balance_id_idx" ON "coin_accounts"("balance" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "coin_transfers_num_key" ON "coin_transfers"("num");

-- CreateIndex
CREATE UNIQUE INDEX "coin_transfers_key_key" ON "coin_transfers"("key");

-- CreateIndex
CREATE INDEX "coin_transfers_reversesId_idx" ON "coin_transfers"("reversesId");

-- CreateIndex
CREATE INDEX "coin_transfers_about_aboutId_idx" ON "coin_transfers"("about", "aboutId");

-- CreateIndex
CREATE INDEX "coin_transfers_at_idx" ON "coin_transfers"("at");

-- CreateIndex
CREATE INDEX "coin_entries_accountId_num_idx" ON "coin_entries"("accountId", "num" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "coin_entries_transferId_accountId_key" ON "coin_entries"("transferId", "accountId");

-- CreateIndex
CREATE UNIQUE INDEX "coin_holds_key_key" ON "coin_holds"("key");

-- CreateIndex
CREATE INDEX "coin_holds_accountId_state_idx" ON "coin_holds"("accountId", "state");

-- CreateIndex
CREATE INDEX "coin_holds_endsAt_idx" ON "coin_holds"("endsAt");

-- AddForeignKey
ALTER TABLE "coin_accounts" ADD CONSTRAINT "coin_accounts_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coin_entries" ADD CONSTRAINT "coin_entries_transferId_fkey" FOREIGN KEY ("transferId") REFERENCES "coin_transfers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coin_holds" ADD CONSTRAINT "coin_holds_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "coin_accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- A member's coins are whole, never negative, never more than can be counted exactly everywhere, and what is held is there.
ALTER TABLE "coin_accounts" ADD CONSTRAINT "coin_accounts_bounds" CHECK ("balance" BETWEEN 0 AND 999999999999999 AND "held" BETWEEN 0 AND "balance");
ALTER TABLE "coin_transfers" ADD CONSTRAINT "coin_transfers_amount" CHECK ("amount" BETWEEN 1 AND 999999999999999 AND "fromId" <> "toId");
ALTER TABLE "coin_entries" ADD CONSTRAINT "coin_entries_balance" CHECK ("balance" IS NULL OR "balance" >= 0);
ALTER TABLE "coin_holds" ADD CONSTRAINT "coin_holds_amount" CHECK ("amount" >= 1 AND "state" IN ('held', 'captured', 'released'));
-- What was once entered stays: mistakes are taken back by transfers of their own.
CREATE FUNCTION coin_history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of coins is never changed';
END $$;
CREATE TRIGGER coin_transfers_stay BEFORE UPDATE OR DELETE ON "coin_transfers" FOR EACH ROW EXECUTE FUNCTION coin_history_stays();
CREATE TRIGGER coin_entries_stay BEFORE UPDATE OR DELETE ON "coin_entries" FOR EACH ROW EXECUTE FUNCTION coin_history_stays();
-- The panel's own accounts.
INSERT INTO "coin_accounts" ("id", "createdAt") VALUES ('issue', now()), ('store', now()), ('renewals', now()), ('correction', now());
