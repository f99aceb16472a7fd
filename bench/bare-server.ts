import { createHash } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";

/**
 * What a keyed request costs at the least: node:http, the key looked up by its hash and the same rows read with `pg`, both prepared, written as JSON.
 * No limits, no permissions, no checks. The baseline of bench/keyed-requests.ts.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const LIST = `select s.id, s.num, s.name, s.description, s."ownerId", u.name as "ownerName", s."nodeId", n.name as "nodeName", n."publicAddress",
  n."lastSeenAt", s."blueprintId", b.name as "blueprintName", s."communityId", s."memoryMiB", s."cpuPercent", s."diskMiB", s.processes, s.desired, s.observed,
  s."observedReason", s."observedSince", s."processStartedAt", s."installProgress", s."suspendedAt", s."createdAt",
  (select json_agg(json_build_object('name', a.name, 'port', a.port, 'primary', a."primary")) from allocations a where a."serverId" = s.id) as ports
  from servers s join users u on u.id = s."ownerId" join nodes n on n.id = s."nodeId" join blueprints b on b.id = s."blueprintId"`;

const server = createServer(async (request, response) => {
  const answer = (status: number, body: unknown) => {
    const text = JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
    response.end(text);
  };
  if (request.url === "/api/v1/health") return answer(200, { data: { status: "ok" } });
  const key = request.headers.authorization?.slice("Bearer ".length) ?? "";
  const hash = createHash("sha256").update(key).digest("hex");
  const found = await pool.query({
    name: "key",
    text: 'select k.id, k.scopes, u.id as owner from api_keys k join users u on u.id = k."ownerId" where k.hash = $1 and k."revokedAt" is null',
    values: [hash],
  });
  if (found.rowCount === 0) return answer(401, { error: "no" });
  const one = /^\/api\/v1\/servers\/(\w+)$/.exec(request.url ?? "");
  const { rows } = one
    ? await pool.query({ name: "one", text: `${LIST} where s.id = $1`, values: [one[1]] })
    : await pool.query({ name: "list", text: `${LIST} order by s."createdAt" desc, s.num desc limit 20` });
  answer(200, one ? { data: rows[0] } : { data: rows, meta: { total: rows.length } });
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => console.log("listening"));
