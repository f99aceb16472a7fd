-- What tellers sent along goes after a time: only reports that have something are looked through for it.
CREATE INDEX "kill_reports_rawData_idx" ON "kill_reports" ("createdAt") WHERE "rawData" IS NOT NULL;
