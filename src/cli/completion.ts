import type { Command } from "commander";
import type { AnyOperation } from "#app/operation/define.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { print } from "./run.ts";

/** `gamekeeper completion bash|zsh`: a script by which the shell completes commands, options and the ids of operations. */
export function addCompletionCommand(program: Command): void {
  program
    .command("completion <shell>")
    .description('Print completions for bash or zsh, for ~/.bashrc or ~/.zshrc: eval "$(gamekeeper completion bash)"')
    .action(async (shell: string) => {
      if (shell !== "bash" && shell !== "zsh")
        throw new OperatorError(`There are completions for bash and zsh, not for ${shell}.`);
      const { publicOperations } = await import("#app/transport/rest.ts");
      print(completionScript(program, shell, publicOperations));
    });
}

/** Words by what stands before them: "" for the first, "api" for what follows it. */
function vocabulary(program: Command, operations: readonly AnyOperation[]): Record<string, string[]> {
  const words: Record<string, string[]> = { "": program.commands.map((command) => command.name()) };
  for (const command of program.commands) {
    const own = [...command.commands.map((sub) => sub.name()), ...optionsOf(command)];
    words[command.name()] = command.name() === "call" ? [...operations.map(({ id }) => id), ...own] : own;
    for (const sub of command.commands) words[`${command.name()} ${sub.name()}`] = optionsOf(sub);
  }
  words.completion = ["bash", "zsh"];
  return words;
}

function optionsOf(command: Command): string[] {
  return command.options.flatMap(({ long }) => (long ? [long] : []));
}

/** bash's own way; zsh understands it through bashcompinit. */
function completionScript(program: Command, shell: "bash" | "zsh", operations: readonly AnyOperation[]): string {
  const cases = Object.entries(vocabulary(program, operations)).map(
    ([before, words]) => `    "${before}") choices="${words.join(" ")}" ;;`,
  );
  const start =
    shell === "zsh"
      ? "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i; }\nautoload -U +X bashcompinit && bashcompinit\n"
      : "";
  return `${start}_gamekeeper() {
  local choices current="\${COMP_WORDS[COMP_CWORD]}" before=""
  [ "$COMP_CWORD" -ge 2 ] && before="\${COMP_WORDS[1]}"
  [ "$COMP_CWORD" -ge 3 ] && case "\${COMP_WORDS[2]}" in -*) ;; *) before="$before \${COMP_WORDS[2]}" ;; esac
  case "$before" in call\\ *) before="call" ;; esac
  case "$before" in
${cases.join("\n")}
    *) choices="" ;;
  esac
  COMPREPLY=($(compgen -W "$choices" -- "$current"))
}
complete -o default -F _gamekeeper gamekeeper`;
}
