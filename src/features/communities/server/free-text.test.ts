import pg from "pg";
import { expect, it } from "vitest";
import { migrate, readMigrations } from "#app/platform/migrate.ts";
import { createEmptyTestDatabase } from "#app/testing/database.ts";

it("what stood as free text before there were communities is a community each after an upgrade, and nothing is lost", async () => {
  const database = await createEmptyTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  try {
    const all = readMigrations();
    const first = all.findIndex(({ name }) => name.endsWith("_communities"));
    await migrate(database.url, all.slice(0, first));
    await client.connect();
    await client.query(`
      insert into users (id, name) values ('usr_1', 'Ada');
      insert into grants (id, "userId", "on", "communityId", permissions)
        values ('grt_1', 'usr_1', 'community', 'com_ferrymen', '{kills:read}'), ('grt_2', 'usr_1', 'community', 'COM ferrymen', '{kills:read}');
      insert into kills (id, game, at, "publicAt", kind, method, evidence, source, "killerKey", "victimKey", "victimName", "victimType", "communityIds", "createdAt", "updatedAt")
        values ('kil_1', 'hollow', now(), now(), 'pvp', 'unknown', 'claimed', 'api', '', '', 'Bob', 'player', '{"1100000000000000002","Köln!"}', now(), now())`);
    await migrate(database.url, all);
    const { rows } = await client.query(`select id, name, slug, "guildId" from communities order by id collate "C"`);
    expect(rows.map(({ id, name, guildId }) => [id, name, guildId])).toEqual([
      ["1100000000000000002", "1100000000000000002", "1100000000000000002"],
      ["COM ferrymen", "COM ferrymen", null],
      ["Köln!", "Köln!", null],
      ["com_ferrymen", "com_ferrymen", null],
    ]);
    expect(new Set(rows.map(({ slug }) => slug)).size).toBe(4);
    for (const { slug } of rows) expect(slug).toMatch(/^c-[a-z0-9-]+$/);
    expect((await client.query("select id from grants")).rows).toHaveLength(2);
  } finally {
    await client.end();
    await database.drop();
  }
});
