import pg from "pg";

/** Each thing of a schema by its name, as the catalogue describes it. Names are unique within their kind. */
const THINGS = `
  SELECT 'table ' || c.relname AS thing, concat_ws(' ', c.relkind, c.relpersistence) AS description
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
  UNION ALL
  SELECT 'column ' || c.relname || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END,
      'default ' || pg_get_expr(d.adbin, d.adrelid), nullif('identity ' || a.attidentity::text, 'identity '), nullif('generated ' || a.attgenerated::text, 'generated '))
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT 'constraint ' || conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) || CASE WHEN convalidated THEN '' ELSE ' not valid' END
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
  UNION ALL
  SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL
  SELECT 'type ' || t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname
  UNION ALL
  SELECT 'sequence ' || c.relname, concat_ws(' ', format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmax, s.seqcycle,
      (SELECT 'owned by ' || d.refobjid::regclass || '.' || a.attname FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')))
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'function ' || p.oid::regprocedure, pg_get_functiondef(p.oid)
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p')
  UNION ALL
  SELECT 'trigger ' || t.tgrelid::regclass || '.' || t.tgname, pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
  UNION ALL
  SELECT 'migration ' || migration_name, checksum || CASE WHEN finished_at IS NULL THEN ' unfinished' ELSE '' END
    FROM _prisma_migrations WHERE rolled_back_at IS NULL
  ORDER BY 1`;

/** A database's own schema, by the names of its things. */
async function describeSchema(url: string): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ thing: string; description: string }>(THINGS);
    return new Map(rows.map(({ thing, description }) => [thing, description]));
  } finally {
    await client.end();
  }
}

/** In what a database's schema is not the expected one, a sentence each; empty where they are the same. */
export async function schemaDifferences(expectedUrl: string, actualUrl: string): Promise<string[]> {
  const [expected, actual] = await Promise.all([describeSchema(expectedUrl), describeSchema(actualUrl)]);
  const differences: string[] = [];
  for (const [thing, description] of expected) {
    const found = actual.get(thing);
    if (found === undefined) differences.push(`${thing} is missing`);
    else if (found !== description) differences.push(`${thing} is "${found}" instead of "${description}"`);
  }
  for (const thing of actual.keys()) if (!expected.has(thing)) differences.push(`${thing} should not be there`);
  return differences;
}
