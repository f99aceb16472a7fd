-- The board of ratios is in the order of what each is more than with 95 %, as if ten more encounters had gone half and half (Wilson's lower bound of the share of
-- encounters won, as a ratio): few fights win nothing.
DROP INDEX "kill_tallies_kdr_idx";
CREATE INDEX "kill_tallies_kdr_idx" ON "kill_tallies" ("game", "scope", "period",
  ((kills + 6.352771727047702::float8 - 1.6448536269514722::float8 * sqrt((kills + 5)::float8 * (deaths + 5) / (kills + deaths + 10) + 0.676385863523851::float8))
    / (deaths + 6.352771727047702::float8 + 1.6448536269514722::float8 * sqrt((kills + 5)::float8 * (deaths + 5) / (kills + deaths + 10) + 0.676385863523851::float8))) DESC, "playerId")
  WHERE kills + deaths >= 10;
