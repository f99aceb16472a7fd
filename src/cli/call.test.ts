import { execFile, spawnSync } from "node:child_process";
import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CalledPanel, type Ended, GAMEKEEPER, openCalledPanel, gamekeeper as run } from "#app/testing/cli.ts";

let panel: CalledPanel;

beforeAll(async () => {
  panel = await openCalledPanel("call");
});
afterAll(() => panel.close());

function gamekeeper(words: string[], input = "", env: Record<string, string> = {}): Promise<Ended> {
  return run(words, { ...panel.env, GAMEKEEPER_API_KEY: "", ...env }, input);
}

describe("call", () => {
  const withKey = () => ({ GAMEKEEPER_API_KEY: panel.key });

  test("asks by method and path, and by an operation's id", async () => {
    const byPath = await gamekeeper(["call", "GET", "/api-keys?limit=1", "--url", panel.url, "--json"], "", withKey());
    expect([byPath.code, JSON.parse(byPath.output).meta]).toEqual([0, { total: 1, page: 1, limit: 1 }]);
    const byId = await gamekeeper(
      ["call", "apiKeys.list", '{"limit": 1}', "--url", panel.url, "--json"],
      "",
      withKey(),
    );
    expect(JSON.parse(byId.output)).toEqual(JSON.parse(byPath.output));
    const id = JSON.parse(byPath.output).data[0].id;
    const one = await gamekeeper(
      ["call", "apiKeys.get", "--url", panel.url, "--data", "-"],
      JSON.stringify({ keyId: id }),
      withKey(),
    );
    expect(JSON.parse(one.output).data.id).toBe(id);
  });

  test("ends with 1 and the status where the answer is an error", async () => {
    const { code, output, errors } = await gamekeeper(
      ["call", "GET", "/nowhere", "--url", panel.url, "--json"],
      "",
      withKey(),
    );
    expect([code, JSON.parse(output).error.code, errors]).toEqual([1, "not_found", "404 Not Found\n"]);
  });

  test("says nothing of a reader who has read enough", async () => {
    const command = `"${process.execPath}" "${GAMEKEEPER}" call --list | head -1`;
    const { code, output, errors } = await new Promise<Ended>((resolve) => {
      const env = { ...process.env, ...panel.env };
      execFile("bash", ["-c", `set -o pipefail; ${command}`], { env }, (error, output, errors) =>
        resolve({ code: error ? Number(error.code) : 0, output, errors }),
      );
    });
    expect([code, output.trim().split("\n").length, errors]).toEqual([0, 1, ""]);
  });

  test.each([
    [["call", "servers.fly"], /no operation called servers\.fly/],
    [["call", "servers.get"], /servers\.get needs serverId/],
    [["call", "servers.list", "{"], /not valid JSON/],
    [["call", "GET"], /Give the path/],
  ])("%j says in a sentence what is missing", async (words, sentence) => {
    const { code, errors } = await gamekeeper([...words, "--url", panel.url], "", withKey());
    expect([code, errors]).toEqual([1, expect.stringMatching(sentence)]);
  });

  test("by a profile, whose file is for its user alone", async () => {
    const file = panel.env.GAMEKEEPER_PROFILES;
    const added = await gamekeeper(["profiles", "add", "home", "--url", panel.url], `${panel.key}\n`);
    expect([added.code, statSync(file).mode & 0o777]).toEqual([0, 0o600]);
    // At once, as each is a process.
    const [unknown, listed, names, other] = await Promise.all([
      gamekeeper(["call", "health.get", "--profile", "home"]),
      gamekeeper(["call", "apiKeys.list", "--profile", "home", "--json"]),
      gamekeeper(["profiles", "list", "--json"]),
      gamekeeper(["call", "apiKeys.list", "--profile", "work"]),
    ]);
    expect(unknown.code).toBe(1);
    expect([listed.code, JSON.parse(listed.output).data]).toEqual([0, [expect.objectContaining({ name: "call" })]]);
    expect(JSON.parse(names.output)).toEqual({ data: [{ name: "home", url: panel.url }] });
    expect(names.output).not.toContain(panel.key);
    expect(other.errors).toMatch(/no profile called work/);
    chmodSync(file, 0o644);
    expect((await gamekeeper(["call", "apiKeys.list", "--profile", "home"])).errors).toMatch(/Others may read/);
    chmodSync(file, 0o600);
    expect((await gamekeeper(["profiles", "remove", "home"])).code).toBe(0);
    expect(readFileSync(file, "utf8")).not.toContain(panel.key);
  });

  test("is one of the commands that the help names, and no other word is one", async () => {
    const [help, other] = await Promise.all([gamekeeper(["--help"]), gamekeeper(["fly"])]);
    for (const word of ["api", "backup", "call", "catalog", "completion", "doctor", "kills", "logs", "profiles"])
      expect(help.output).toMatch(new RegExp(`^ {2}${word}\\b`, "m"));
    expect([other.code, other.errors]).toEqual([1, expect.stringMatching(/unknown command 'fly'/)]);
  });

  test("lists every operation without a key", async () => {
    const { output } = await gamekeeper(["call", "--list"]);
    expect(output).toMatch(/^servers\.list +GET +\/servers {2}List servers$/m);
  });
});

const hasZsh = spawnSync("zsh", ["-c", "exit 0"]).status === 0;
if (!hasZsh) console.log("Left out: completion in zsh. There is no zsh here.");

describe("completion", () => {
  /** What is typed before the tab, and the last word after it. */
  const TYPED = {
    "gamekeeper doc": "doctor",
    "gamekeeper call servers.l": "servers.list",
    "gamekeeper call servers.list --prof": "--profile",
    "gamekeeper profiles rem": "remove",
    "gamekeeper profiles add home --u": "--url",
    "gamekeeper completion z": "zsh",
  };

  async function scriptFor(shell: string): Promise<string> {
    const { output } = await gamekeeper(["completion", shell]);
    const file = path.join(panel.folder, `completion.${shell}`);
    writeFileSync(file, output);
    return file;
  }

  test("in bash offers commands, operations and options", async () => {
    const asks = Object.keys(TYPED).map((line) => {
      const words = line.split(" ");
      return `COMP_WORDS=(${words.join(" ")}); COMP_CWORD=${words.length - 1}; _gamekeeper; echo "\${COMPREPLY[@]}"`;
    });
    const script = `source ${await scriptFor("bash")}; ${asks.join("; ")}`;
    const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    expect([stderr, stdout.trim().split("\n")]).toEqual(["", Object.values(TYPED)]);
  });

  test.skipIf(!hasZsh)("in zsh completes what is typed into it", async () => {
    // A real zsh at a terminal of its own: the line that the tab has completed is made the argument of a print, by the same keys as people have.
    const line = (typed: string) => `
      zpty -w -n shell '${typed}'$'\\t'$'\\C-a'"print -r -- 'SO:"$'\\C-e'":OS'"$'\\n'
      zpty -r shell said $'*\\nSO:*:OS*'
      said=\${said##*$'\\n'SO:}; print -r -- "\${said%%:OS*}"`;
    const script = `
      zmodload zsh/zpty
      zpty shell 'env TERM=dumb HOME=${panel.folder} zsh -f -i'
      zpty -w shell 'PS1=; source ${await scriptFor("zsh")}; print -r -- "REA""DY"'
      zpty -r shell said '*READY*'
      ${Object.keys(TYPED).map(line).join("\n")}
      zpty -d shell`;
    const env = { PATH: process.env.PATH, HOME: panel.folder, TERM: "dumb", NODE_ENV: "test" as const };
    const { stdout, stderr } = spawnSync("zsh", ["-f", "-c", script], { encoding: "utf8", env, timeout: 20_000 });
    expect(stderr).toBe("");
    const completed = Object.entries(TYPED).map(([typed, last]) => [...typed.split(" ").slice(0, -1), last].join(" "));
    expect(stdout.trim().split(/ *\r?\n/)).toEqual(completed);
  });

  test("is for bash and zsh, and says so", async () => {
    const { code, errors } = await gamekeeper(["completion", "fish"]);
    expect([code, errors]).toEqual([1, "There are completions for bash and zsh, not for fish.\n"]);
  });
});

describe("doctor", () => {
  interface Finding {
    what: string;
    state: string;
    says: string;
    advice?: string;
  }
  const look = async (env: Record<string, string>) => {
    const { code, output, errors } = await gamekeeper(["doctor", "--json"], "", env);
    if (!output) throw new Error(errors);
    const found = JSON.parse(output).data as Finding[];
    return { code, of: (what: string) => found.find((one) => one.what === what) };
  };
  const takenPort = () => new URL(panel.url).port;

  test("tells what is wrong and what to do, and ends with 1", async () => {
    const { code, of } = await look({
      DATABASE_URL: "postgresql://gamekeeper:hidden@127.0.0.1:1/panel",
      REDIS_URL: "redis://127.0.0.1:1",
      DISCORD_CLIENT_ID: "123",
      PORT: takenPort(),
    });
    expect(code).toBe(1);
    expect(of("Node")).toMatchObject({ state: "ok" });
    expect(of("Database")).toMatchObject({ state: "bad", advice: expect.stringMatching(/nothing answers there/) });
    expect(of("Redis")).toMatchObject({ state: "bad", says: "127.0.0.1:1 does not answer" });
    expect(of("Discord")).toMatchObject({ state: "bad" });
    expect(of("Port")).toMatchObject({ state: "bad", advice: expect.stringMatching(/taken by another program/) });
  });

  test("finds an installation well that is", async () => {
    const { of } = await look({
      DATABASE_URL: panel.runtime.databaseUrl,
      GAMEKEEPER_SECRET: "a secret for tests, long enough to be one",
    });
    expect(of("Database")).toMatchObject({ state: "ok" });
    expect(of("Migrations")).toMatchObject({ state: "ok" });
    expect(of("Secret")).toMatchObject({ state: "ok" });
    expect(of("Clock")).toMatchObject({ state: "ok" });
  });

  test("notices a secret of another installation", async () => {
    const url = panel.runtime.databaseUrl;
    await look({ DATABASE_URL: url, GAMEKEEPER_SECRET: "a secret for tests, long enough to be one" });
    const { code, of } = await look({
      DATABASE_URL: url,
      GAMEKEEPER_SECRET: "quite another secret, and as long as that",
    });
    expect([code, of("Secret")]).toEqual([1, expect.objectContaining({ state: "bad" })]);
  });
});
