#!/usr/bin/env node
/**
 * Prisma's schema engine as its command line expects it, a program that speaks JSON-RPC on stdin and stdout, made of
 * the engine's WebAssembly build and the pg adapter. Prisma downloads a native one from a host of its own; where that
 * host is out of reach, PRISMA_SCHEMA_ENGINE_BINARY names this file instead (scripts/prisma.ts does).
 *
 * Five things of @prisma/schema-engine-wasm and @prisma/adapter-pg 7.10.0 are worked around below, each where it bites. Keep the versions of
 * everything prisma pinned, and run schema-engine.test.ts when they move.
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

const ENGINE = "@prisma/schema-engine-wasm/schema_engine_bg";
const CHAR_TYPE = 18;
const PADDED_CHAR_TYPE = 1042;

const args = process.argv.slice(2);
const datasource = JSON.parse(valuesOf("--datasource")[0] ?? "{}");
const enginePath = createRequire(import.meta.url).resolve(ENGINE);

if (args.includes("--version")) printVersion();
else if (args.includes("cli")) await runDatabaseCommand(args[args.indexOf("cli") + 1]);
else serve();

function valuesOf(name) {
  return args.flatMap((arg, index) => (arg === name ? [args[index + 1]] : []));
}

function printVersion() {
  const { version } = JSON.parse(readFileSync(path.join(path.dirname(enginePath), "package.json"), "utf8"));
  console.log(`schema-engine-cli ${version.split(".").at(-1)}`);
}

/** The questions that Prisma asks by a command of its own: is it there, make it, drop it. */
async function runDatabaseCommand(command) {
  try {
    if (command === "can-connect-to-database") await withClient(datasource.url, () => {});
    else if (command === "create-database") await ensureDatabase(datasource.url);
    else if (command === "drop-database") await dropDatabase(datasource.url, connection(datasource.url).database);
    else throw new Error(`unsupported command: cli ${command}`);
  } catch (error) {
    const { message, error_code } = knownError(error) ?? { message: error.message, error_code: "P1010" };
    // Prisma skips the first line.
    process.stderr.write(`\n${JSON.stringify({ level: "ERROR", fields: { message, error_code, is_panic: false } })}`);
    process.exitCode = 1;
  }
}

/** Discrete fields: the adapter overrides `database` for a shadow database, and a connection string would win over that. */
function connection(url) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const sslMode = searchParams.get("sslmode");
  return {
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)) || "postgres",
    ...(sslMode && sslMode !== "disable" ? { ssl: { rejectUnauthorized: sslMode.startsWith("verify") } } : {}),
  };
}

async function withClient(url, use, database = connection(url).database) {
  const client = new pg.Client({ ...connection(url), database });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`;
}

async function ensureDatabase(url) {
  const { database } = connection(url);
  await withClient(
    url,
    async (client) => {
      const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
      if (found.rowCount === 0) await client.query(`CREATE DATABASE ${quoted(database)}`);
    },
    "postgres",
  );
}

function dropDatabase(url, database) {
  return withClient(
    url,
    (client) => client.query(`DROP DATABASE IF EXISTS ${quoted(database)} WITH (FORCE)`),
    "postgres",
  );
}

/** Errors that Prisma's command line knows by their code, or null. */
function knownError(error) {
  if (!datasource.url) return null;
  const { host, port, database, user } = connection(datasource.url);
  const code = error?.code ?? error?.errors?.[0]?.code;
  if (code === "ECONNREFUSED" || code === "ENOTFOUND")
    return { error_code: "P1001", message: `Can't reach database server at \`${host}:${port}\``, meta: {} };
  if (code === "3D000") return { error_code: "P1003", message: `Database \`${database}\` does not exist`, meta: {} };
  if (code === "28P01")
    return { error_code: "P1000", message: `Authentication failed for \`${user}\` at \`${host}:${port}\``, meta: {} };
  return null;
}

/** What the Rust side last said before it gave up; it then throws a bare "unreachable". */
let panic = null;

async function loadEngine(factory) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => (panic = message) };
  const glue = await import(ENGINE);
  const module = new WebAssembly.Module(readFileSync(enginePath.replace(/\.js$/, ".wasm")));
  const imports = {};
  for (const item of WebAssembly.Module.imports(module)) {
    imports[item.module] ??= {};
    imports[item.module][item.name] = glue[item.name];
  }
  const { exports } = new WebAssembly.Instance(module, imports);
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
  const datamodels = valuesOf("--datamodels").map((file) => [file, readFileSync(file, "utf8")]);
  return glue.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, () => {}, factory);
}

/** The adapter's own cuts a script at each semicolon, also in comments, texts and function bodies. */
function runScriptsWhole(adapter) {
  adapter.executeScript = async (script) => {
    try {
      await adapter.client.query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}

/** The adapter does not know "char" (oid 18), a type of the catalogue's columns; the engine wants it as a character. */
function readCharColumns(adapter) {
  const wrap = (queryable) => {
    const performIO = queryable.performIO.bind(queryable);
    const queryRaw = queryable.queryRaw.bind(queryable);
    queryable.performIO = async (query) => {
      const result = await performIO(query);
      result.fields?.forEach((field, index) => {
        if (field.dataTypeID !== CHAR_TYPE) return;
        field.dataTypeID = PADDED_CHAR_TYPE;
        result.rows.charColumns ??= [];
        result.rows.charColumns.push(index);
      });
      return result;
    };
    queryable.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const index of result.rows.charColumns ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    };
    return queryable;
  };
  const startTransaction = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (level) => wrap(await startTransaction(level));
  return wrap(adapter);
}

function adapterFactory(url) {
  const factory = new PrismaPg(connection(url));
  const connect = factory.connect.bind(factory);
  factory.connect = async () => runScriptsWhole(readCharColumns(await connect()));
  // The adapter's own drops the shadow database before it closes its connections to it.
  factory.connectToShadowDb = async () => {
    const base = datasource.shadowDatabaseUrl ?? url;
    const shadow = datasource.shadowDatabaseUrl
      ? connection(datasource.shadowDatabaseUrl).database
      : `prisma_migrate_shadow_db_${randomUUID()}`;
    await dropDatabase(base, shadow);
    await withClient(base, (client) => client.query(`CREATE DATABASE ${quoted(shadow)}`), "postgres");
    const inner = await new PrismaPg({ ...connection(base), database: shadow }).connect();
    const adapter = runScriptsWhole(readCharColumns(inner));
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await dropDatabase(base, shadow);
    };
    return adapter;
  };
  return bindMigrationAwareSqlAdapterFactory(factory);
}

/** Answers one JSON-RPC call a line, in order, until stdin ends. */
function serve() {
  let factory;
  let engine;
  let answering = null;
  let printed = 0;
  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

  function loaded() {
    factory ??= adapterFactory(datasource.url);
    engine ??= loadEngine(factory);
    return engine;
  }

  async function call(method, params) {
    switch (method) {
      case "createDatabase":
        await ensureDatabase(datasource.url);
        return { databaseName: connection(datasource.url).database };
      case "ensureConnectionValidity":
        await withClient(datasource.url, () => {});
        return {};
      case "getDatabaseVersion":
        return (await loaded()).version(params ?? null);
      case "dbExecute":
        await withClient(datasource.url, (client) => client.query(params.script));
        return {};
      case "diff": {
        const { stdout, exitCode } = await (await loaded()).diff(params);
        printed += 1;
        if (stdout != null) send({ id: `print-${printed}`, method: "print", params: { content: stdout } });
        return { exitCode };
      }
      default:
        return callEngine(method, params);
    }
  }

  async function callEngine(method, params) {
    const target = await loaded();
    if (typeof target[method] !== "function") throw new Error(`unsupported method ${method}`);
    // These two look for the history's schema in a cache only; devDiagnostic opens a shadow database and fills it.
    if (method === "evaluateDataLoss" || method === "createMigration")
      await target.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
    return (await target[method](params)) ?? {};
  }

  function describe(error) {
    const cause =
      error?.errorCode === undefined ? error : (factory?.errorRegistry.consumeError(error.errorCode)?.error ?? error);
    const known = knownError(cause);
    if (known) return { is_panic: false, ...known };
    if (panic) return { is_panic: true, message: panic, error: { message: panic } };
    const code = /^P\d{4}$/.test(cause?.code ?? "") ? { error_code: cause.code, meta: cause.meta } : {};
    return { is_panic: false, message: cause?.message ?? String(cause), ...code };
  }

  async function answer({ id, method, params }) {
    panic = null;
    answering = id;
    try {
      send({ id, result: await call(method, params) });
    } catch (error) {
      send({
        id,
        error: { code: 4466, message: "An error happened. Check the data field for details.", data: describe(error) },
      });
    }
    answering = null;
  }

  // A panic in Rust arrives as an uncaught error; unanswered, Prisma would end with success and say nothing.
  process.on("uncaughtException", (error) => {
    const message = `schema engine: ${panic ?? error.message}`;
    if (answering !== null) send({ id: answering, error: { code: 4466, message, data: { is_panic: false, message } } });
    process.stdout.write("", () => process.exit(1));
  });

  let queue = Promise.resolve();
  const lines = readline.createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  lines.on("line", (line) => {
    const message = line.trim() ? JSON.parse(line) : {};
    if (message.method) queue = queue.then(() => answer(message));
  });
  lines.on("close", () => queue.finally(() => process.exit(0)));
}
