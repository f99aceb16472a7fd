import { execFile } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { until } from "./sidecars.ts";

const MINEFLAYER = "4.39.0";
/** Half a gigabyte: fetched when it is wanted, and kept. */
const FOLDER = path.resolve(`node_modules/.cache/games/mineflayer-${MINEFLAYER}`);

/** As much of mineflayer as is used here. */
interface Bot {
  chat(text: string): void;
  quit(): void;
  on(event: "messagestr", listener: (text: string) => void): void;
  on(event: "kicked", listener: (reason: unknown) => void): void;
  on(event: "spawn" | "death", listener: () => void): void;
  on(event: "end", listener: (reason: string) => void): void;
  on(event: "error", listener: (error: Error) => void): void;
}
interface Mineflayer {
  createBot(options: { host: string; port: number; username: string; version: string; auth: "offline" }): Bot;
}

/** Somebody who plays Minecraft, by a real client without a screen. */
export interface MinecraftPlayer {
  /** All chat that they saw. */
  seen: string[];
  chat(text: string): void;
  quit(): void;
  /** Resolves with why the connection ended. */
  ended: Promise<string>;
}

/** Fetches the client, where it is not there yet. */
export async function fetchMineflayer(): Promise<void> {
  if (existsSync(path.join(FOLDER, "node_modules/mineflayer/package.json"))) return;
  mkdirSync(FOLDER, { recursive: true });
  const words = ["install", "--prefix", FOLDER, "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  await promisify(execFile)("npm", [...words, `mineflayer@${MINEFLAYER}`], { timeout: 180_000 });
}

/** Joins; resolves when they are in the world. Rejects with why they are not let in. */
export async function joinMinecraft(port: number, username: string, version = "1.16.1"): Promise<MinecraftPlayer> {
  const { createBot } = createRequire(path.join(FOLDER, "package.json"))("mineflayer") as Mineflayer;
  const bot = createBot({ host: "127.0.0.1", port, username, version, auth: "offline" });
  const seen: string[] = [];
  let isIn = false;
  let kicked: string | null = null;
  bot.on("messagestr", (text) => void seen.push(text));
  bot.on("spawn", () => {
    isIn = true;
  });
  bot.on("kicked", (reason) => {
    kicked = typeof reason === "string" ? reason : JSON.stringify(reason);
  });
  bot.on("error", () => {});
  let over: string | null = null;
  const ended = new Promise<string>((resolve) =>
    bot.on("end", (reason) => {
      over = kicked ?? reason;
      resolve(over);
    }),
  );
  await until(() => isIn || over !== null, 30_000);
  if (!isIn) throw new Error(`not let in: ${over}`);
  return { seen, ended, chat: (text) => bot.chat(text), quit: () => bot.quit() };
}
