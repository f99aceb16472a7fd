import { answerParent } from "#app/platform/answer-parent.ts";
import { type LogToRead, readLog } from "../log-reading.ts";

// Reads one log in a process of its own: what somebody tries out may cost so much that nobody else should wait for it.

answerParent((log: LogToRead) => readLog(log, () => performance.now()));
