-- CreateIndex
CREATE INDEX "audit_entries_targetId_id_idx" ON "audit_entries"("targetId", "id");

