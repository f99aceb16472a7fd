import { parentPort, workerData } from "node:worker_threads";
import { type LogToRead, readLog } from "../log-reading.ts";

// Reads one log in a thread of its own: what somebody tries out may cost so much that nobody else should wait for it.

parentPort?.postMessage(readLog(workerData as LogToRead, () => performance.now()));
