import { parentPort, workerData } from "node:worker_threads";
import type { LinePatterns } from "../line-patterns.ts";
import { readLog } from "../log-reading.ts";

// Reads one log in a thread of its own: what somebody tries out may cost so much that nobody else should wait for it.

const { patterns, text } = workerData as { patterns: LinePatterns; text: string };
parentPort?.postMessage(readLog(patterns, text, () => performance.now()));
