-- CreateTable
CREATE TABLE "store_items" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "resource" TEXT,
    "amount" BIGINT,
    "packageId" TEXT,
    "days" INTEGER,
    "roleId" TEXT,
    "priceCoins" BIGINT,
    "stoppedPriceCoins" BIGINT,
    "priceMinor" BIGINT,
    "currency" TEXT,
    "limitPerMember" INTEGER,
    "limitDays" INTEGER,
    "stock" INTEGER,
    "sold" INTEGER NOT NULL DEFAULT 0,
    "fromAt" TIMESTAMPTZ(3),
    "untilAt" TIMESTAMPTZ(3),
    "refundHours" INTEGER NOT NULL DEFAULT 0,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "store_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "store_orders" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "itemName" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "paidBy" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "unitCoins" BIGINT NOT NULL DEFAULT 0,
    "discountCoins" BIGINT NOT NULL DEFAULT 0,
    "totalCoins" BIGINT NOT NULL DEFAULT 0,
    "couponId" TEXT,
    "paymentId" TEXT,
    "delivered" JSONB NOT NULL,
    "key" TEXT,
    "transferId" TEXT,
    "refundTransferId" TEXT,
    "refundableUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "refundedAt" TIMESTAMPTZ(3),
    "refundedByLabel" TEXT,
    "refundReason" TEXT,

    CONSTRAINT "store_orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coupons" (
    "id" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "codeSealed" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" BIGINT NOT NULL DEFAULT 0,
    "resources" JSONB,
    "packageId" TEXT,
    "days" INTEGER,
    "orderId" TEXT,
    "maxUses" INTEGER,
    "maxPerMember" INTEGER,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "fromAt" TIMESTAMPTZ(3),
    "untilAt" TIMESTAMPTZ(3),
    "itemIds" TEXT[],
    "userIds" TEXT[],
    "batch" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "createdById" TEXT,
    "createdByLabel" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coupons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coupon_uses" (
    "id" TEXT NOT NULL,
    "couponId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "orderId" TEXT,
    "transferId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "coupon_uses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coin_gifts" (
    "id" TEXT NOT NULL,
    "fromUserId" TEXT NOT NULL,
    "toUserId" TEXT NOT NULL,
    "coins" BIGINT NOT NULL,
    "message" TEXT NOT NULL DEFAULT '',
    "key" TEXT NOT NULL,
    "transferId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coin_gifts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "itemName" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "coins" BIGINT NOT NULL,
    "amountMinor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "sessionId" TEXT,
    "intentId" TEXT,
    "url" TEXT,
    "problem" TEXT,
    "refundedMinor" BIGINT NOT NULL DEFAULT 0,
    "takenCoins" BIGINT NOT NULL DEFAULT 0,
    "missingCoins" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "paidAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "payments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_notices" (
    "provider" TEXT NOT NULL,
    "noticeId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_notices_pkey" PRIMARY KEY ("provider","noticeId")
);

-- CreateIndex
CREATE INDEX "store_items_position_createdAt_idx" ON "store_items"("position", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "store_orders_paymentId_key" ON "store_orders"("paymentId");

-- CreateIndex
CREATE INDEX "store_orders_userId_createdAt_idx" ON "store_orders"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "store_orders_itemId_userId_createdAt_idx" ON "store_orders"("itemId", "userId", "createdAt");

-- CreateIndex
CREATE INDEX "store_orders_createdAt_idx" ON "store_orders"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "store_orders_userId_key_key" ON "store_orders"("userId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "coupons_codeHash_key" ON "coupons"("codeHash");

-- CreateIndex
CREATE UNIQUE INDEX "coupons_orderId_key" ON "coupons"("orderId");

-- CreateIndex
CREATE INDEX "coupons_createdAt_idx" ON "coupons"("createdAt");

-- CreateIndex
CREATE INDEX "coupons_batch_idx" ON "coupons"("batch");

-- CreateIndex
CREATE INDEX "coupon_uses_couponId_userId_idx" ON "coupon_uses"("couponId", "userId");

-- CreateIndex
CREATE INDEX "coupon_uses_userId_createdAt_idx" ON "coupon_uses"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "coupon_uses_orderId_idx" ON "coupon_uses"("orderId");

-- CreateIndex
CREATE INDEX "coin_gifts_fromUserId_createdAt_idx" ON "coin_gifts"("fromUserId", "createdAt");

-- CreateIndex
CREATE INDEX "coin_gifts_toUserId_createdAt_idx" ON "coin_gifts"("toUserId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "coin_gifts_fromUserId_key_key" ON "coin_gifts"("fromUserId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "payments_sessionId_key" ON "payments"("sessionId");

-- CreateIndex
CREATE UNIQUE INDEX "payments_intentId_key" ON "payments"("intentId");

-- CreateIndex
CREATE INDEX "payments_userId_createdAt_idx" ON "payments"("userId", "createdAt");

-- CreateIndex
CREATE INDEX "payments_createdAt_idx" ON "payments"("createdAt");

-- CreateIndex
CREATE INDEX "payment_notices_receivedAt_idx" ON "payment_notices"("receivedAt");

-- AddForeignKey
ALTER TABLE "coupon_uses" ADD CONSTRAINT "coupon_uses_couponId_fkey" FOREIGN KEY ("couponId") REFERENCES "coupons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

