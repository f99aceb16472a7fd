/** A part for tests: answers the health of a panel on PORT, or just lives. Obeys what its words ask for. */
import { createServer } from "node:http";

const [kind, ...words] = process.argv.slice(2);
process.title = `gamekeeper-test-${kind}`;
console.log(JSON.stringify({ level: 30, msg: `${kind} is up as ${process.pid}` }));
if (words.includes("stubborn")) process.on("SIGTERM", () => {});
if (words.includes("crashing")) process.exit(3);
if (kind === "front")
  createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify({ data: { status: "ok", database: process.env.DATABASE_URL, secret: process.env.SECRET } }),
    );
  }).listen(Number(process.env.PORT), "127.0.0.1");
else setInterval(() => {}, 1000);
