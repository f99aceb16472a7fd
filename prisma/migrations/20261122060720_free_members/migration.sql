-- CreateTable
CREATE TABLE "renewal_free_members" (
    "userId" TEXT NOT NULL,
    "byLabel" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "renewal_free_members_pkey" PRIMARY KEY ("userId")
);

-- AddForeignKey
ALTER TABLE "renewal_free_members" ADD CONSTRAINT "renewal_free_members_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

