/**
 * Words for Node by which a process that a test starts gets a signal when the test's own process is gone, however that ended: a run that is broken off, or a
 * start that takes too long while another is awaited, leaves nothing behind. Its standard input has to be a pipe.
 */
export function endsWithUs(signal: NodeJS.Signals = "SIGKILL"): string[] {
  const code = `process.stdin.once("close", () => process.kill(process.pid, ${JSON.stringify(signal)})).resume().unref();`;
  return ["--import", `data:text/javascript,${encodeURIComponent(code)}`];
}
