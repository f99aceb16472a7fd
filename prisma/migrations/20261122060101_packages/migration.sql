-- AlterTable
ALTER TABLE "servers" ADD COLUMN     "resumes" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "server_suspensions" (
    "id" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "note" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byId" TEXT,
    "byLabel" TEXT NOT NULL,
    "liftedAt" TIMESTAMPTZ(3),
    "liftedById" TEXT,
    "liftedByLabel" TEXT,

    CONSTRAINT "server_suspensions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "packages" (
    "id" TEXT NOT NULL,
    "num" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "color" TEXT,
    "order" INTEGER NOT NULL DEFAULT 0,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "memoryMiB" INTEGER NOT NULL,
    "diskMiB" INTEGER NOT NULL,
    "cpuPercent" INTEGER NOT NULL,
    "servers" INTEGER NOT NULL,
    "ports" INTEGER NOT NULL,
    "graceDays" INTEGER NOT NULL DEFAULT 7,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "packages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "package_roles" (
    "packageId" TEXT NOT NULL,
    "guildId" TEXT NOT NULL,
    "roleId" TEXT NOT NULL,

    CONSTRAINT "package_roles_pkey" PRIMARY KEY ("packageId","guildId","roleId")
);

-- CreateTable
CREATE TABLE "package_assignments" (
    "userId" TEXT NOT NULL,
    "packageId" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,
    "assignedById" TEXT,
    "assignedByLabel" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "package_assignments_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "resource_extras" (
    "userId" TEXT NOT NULL,
    "memoryMiB" INTEGER NOT NULL DEFAULT 0,
    "diskMiB" INTEGER NOT NULL DEFAULT 0,
    "cpuPercent" INTEGER NOT NULL DEFAULT 0,
    "servers" INTEGER NOT NULL DEFAULT 0,
    "ports" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "resource_extras_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "package_overages" (
    "userId" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "suspendAt" TIMESTAMPTZ(3) NOT NULL,
    "remindedAt" TIMESTAMPTZ(3),
    "suspendedAt" TIMESTAMPTZ(3),
    "seen" JSONB NOT NULL,

    CONSTRAINT "package_overages_pkey" PRIMARY KEY ("userId")
);

-- CreateTable
CREATE TABLE "discord_member_roles" (
    "userId" TEXT NOT NULL,
    "guildId" TEXT NOT NULL,
    "roleIds" TEXT[],
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "discord_member_roles_pkey" PRIMARY KEY ("userId","guildId")
);

-- CreateIndex
CREATE INDEX "server_suspensions_serverId_at_idx" ON "server_suspensions"("serverId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "packages_num_key" ON "packages"("num");

-- CreateIndex
CREATE UNIQUE INDEX "packages_name_key" ON "packages"("name");

-- CreateIndex
CREATE INDEX "package_roles_guildId_idx" ON "package_roles"("guildId");

-- CreateIndex
CREATE INDEX "package_assignments_packageId_idx" ON "package_assignments"("packageId");

-- CreateIndex
CREATE INDEX "package_assignments_until_idx" ON "package_assignments"("until");

-- CreateIndex
CREATE INDEX "package_overages_suspendAt_idx" ON "package_overages"("suspendAt");

-- CreateIndex
CREATE INDEX "discord_member_roles_checkedAt_idx" ON "discord_member_roles"("checkedAt");

-- AddForeignKey
ALTER TABLE "server_suspensions" ADD CONSTRAINT "server_suspensions_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "package_roles" ADD CONSTRAINT "package_roles_packageId_fkey" FOREIGN KEY ("packageId") REFERENCES "packages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "package_assignments" ADD CONSTRAINT "package_assignments_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "package_assignments" ADD CONSTRAINT "package_assignments_packageId_fkey" FOREIGN KEY ("packageId") REFERENCES "packages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource_extras" ADD CONSTRAINT "resource_extras_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "package_overages" ADD CONSTRAINT "package_overages_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discord_member_roles" ADD CONSTRAINT "discord_member_roles_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- One of a kind is open at a time, and one package is the default.
CREATE UNIQUE INDEX "server_suspensions_open_idx" ON "server_suspensions" ("serverId", "kind") WHERE "liftedAt" IS NULL;
CREATE UNIQUE INDEX "packages_default_idx" ON "packages" ("isDefault") WHERE "isDefault";
-- Two names that differ by case alone are one to people.
CREATE UNIQUE INDEX "packages_lower_name_idx" ON "packages" (lower("name"));
CREATE INDEX "package_overages_open_idx" ON "package_overages" ("suspendAt") WHERE "suspendedAt" IS NULL;

-- What a member has had until now: as many servers as the setting said, of whatever size.
INSERT INTO "packages" ("id", "name", "description", "isDefault", "memoryMiB", "diskMiB", "cpuPercent", "servers", "ports")
SELECT 'pkg_01930000000070008000000000000001', 'Standard', 'What every member has.', true, 1000000000, 1000000000, 1000000000,
  coalesce((SELECT (value #>> '{}')::int FROM "settings" WHERE "key" = 'server-limit' AND "on" = 'instance'), 3), 1000000000;
DELETE FROM "settings" WHERE "key" = 'server-limit';

-- Who was given more servers by the team keeps them.
INSERT INTO "resource_extras" ("userId", "servers", "updatedAt")
SELECT s."ownerId", count(*)::int - p."servers", now()
FROM "servers" s CROSS JOIN (SELECT "servers" FROM "packages" WHERE "isDefault") p
WHERE s."desired" <> 'deleted' GROUP BY s."ownerId", p."servers" HAVING count(*) > p."servers";

INSERT INTO "server_suspensions" ("id", "serverId", "kind", "at", "byLabel")
SELECT 'ssp_' || replace(gen_random_uuid()::text, '-', ''), "id", 'staff', "suspendedAt", 'Gamekeeper' FROM "servers" WHERE "suspendedAt" IS NOT NULL;
