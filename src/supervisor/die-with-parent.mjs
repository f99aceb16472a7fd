/**
 * Loaded before each part's own code (node --import): when the supervisor is gone, however it ended, the channel to it
 * closes, and the part ends in order. It also writes down what Node has compiled, which Node itself does at exit only,
 * so that a part which is killed later has not lost it.
 */
import module from "node:module";

const PATIENCE_MS = 2500;
const COMPILED_AFTER_MS = 5000;

if (process.channel) {
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    process.kill(process.pid, "SIGTERM");
  });
  // It alone keeps no process alive. A child of a part loads this too (next dev's server), and may wait for its parent's word.
  process.channel.unref();
  process.on("newListener", (name) => {
    if (name === "message") process.channel?.ref();
  });
  // A child of a part may be of another Node, the one in PATH, which loads this too: Node 20 has no such function.
  setTimeout(() => module.flushCompileCache?.(), COMPILED_AFTER_MS).unref();
}
