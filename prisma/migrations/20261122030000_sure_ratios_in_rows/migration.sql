-- A board of ratios is in the order of what each is at least. As an expression of the index alone, all rows of the board were read and sorted: an index that is
-- read without its table has to have every column that the query names.
DROP INDEX "kill_counts_kdr_idx";
ALTER TABLE "kill_counts" ADD COLUMN "kdrLow" DOUBLE PRECISION GENERATED ALWAYS AS (
  (kills + 6.352771727047702::float8 - 1.6448536269514722::float8 * sqrt((kills + 5)::float8 * (deaths + 5) / (kills + deaths + 10) + 0.676385863523851::float8))
    / (deaths + 6.352771727047702::float8 + 1.6448536269514722::float8 * sqrt((kills + 5)::float8 * (deaths + 5) / (kills + deaths + 10) + 0.676385863523851::float8))) STORED;
CREATE INDEX "kill_counts_kdrLow_idx" ON "kill_counts" ("frame", "kdrLow" DESC, "player") WHERE kills + deaths >= 10;
-- Ranks are counted along indexes without the table, as far as its pages are known to be visible to all: vacuum says so, and comes early here.
ALTER TABLE "kill_counts" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
