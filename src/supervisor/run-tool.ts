import { spawn } from "node:child_process";
import { OperatorError } from "#app/platform/operator-error.ts";

/** What a program said on stdout. Throws an OperatorError with what it said on stderr where it fails. Ends with this process. */
export function runTool(args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    const end = () => child.kill("SIGKILL");
    process.once("exit", end);
    let output = "";
    let problem = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (problem += text));
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("exit", end);
      if (code === 0) resolve(output);
      else reject(new OperatorError(problem.trim() || `${args[0]} ended with exit code ${code}`));
    });
  });
}
