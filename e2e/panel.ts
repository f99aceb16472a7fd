import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startOauthServer } from "#app/testing/oauth-server.ts";

/**
 * The panel that the journeys are made on: as `npm start` starts it, in a data folder of its own that is gone
 * afterwards, with a local server that speaks for Discord, Google and GitHub. Playwright starts and ends it.
 */
const port = process.env.E2E_PORT ?? "3000";
const address = `http://127.0.0.1:${port}`;
const home = mkdtempSync(path.join(tmpdir(), "gamekeeper-e2e-"));
const providers = ["discord", "google", "github"];
const oauth = await startOauthServer({ redirectUris: providers.map((name) => `${address}/api/auth/callback/${name}`) });

const accounts = Object.fromEntries(
  providers.flatMap((name) => [
    [`${name.toUpperCase()}_URL`, oauth.url],
    [`${name.toUpperCase()}_CLIENT_ID`, oauth.clientId],
    [`${name.toUpperCase()}_CLIENT_SECRET`, oauth.clientSecret],
  ]),
);
const panel = spawn(process.execPath, ["src/supervisor/main.ts", "--stop-servers"], {
  env: {
    ...process.env,
    ...accounts,
    PORT: port,
    HOST: "127.0.0.1",
    // As nobody sets it at first: the panel knows its address by itself.
    PUBLIC_URL: undefined,
    GAMEKEEPER_HOME: home,
    GAMEKEEPER_KIT: "1",
    TRUSTED_PROXIES: "127.0.0.1",
    // Receivers of webhooks are on this machine.
    OUTBOUND_ALLOW: "127.0.0.1",
    DATABASE_URL: "",
    NODE_ENV: "production",
  },
  stdio: ["ignore", "pipe", "inherit"],
});

let said = "";
panel.stdout.on("data", (chunk: Buffer) => {
  process.stdout.write(chunk);
  const already = said.includes("Create the owner account");
  said += chunk;
  const setup = /Create the owner account: (\S+)\n/.exec(said)?.[1];
  if (setup && !already) console.log(`The panel is ready: setup ${setup} oauth ${oauth.url} home ${home}`);
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => panel.kill("SIGTERM"));
panel.once("exit", async (code) => {
  await oauth.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(code ?? 1);
});
