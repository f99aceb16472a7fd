/**
 * What runs beside each game, and outlives the agent: two small shells, no Node.
 *
 * It lies in a file of the control folder, as does `STARTER_SCRIPT`, whose text the game's user is given: that user
 * reads nothing there. Arguments: the control folder, then the folders of the game's control groups. Settings come as
 * `_gk_…` variables, never as text in the script: what a user has written is data from end to end. They are not arguments
 * either, since anyone may read those of a root process.
 *
 * - The game gets its own session, groups, user, and standard files; its input is a FIFO opened for reading and writing,
 *   so it sees no end of file when the agent dies.
 * - When the control folder is gone or replaced, the game is killed.
 * - While no agent lives, the log is kept below `_gk_max_bytes`: the oldest half is punched out of the file, after
 *   `floor` tells up to where. The game goes on. A flood can be ahead of this by what it writes in two seconds.
 * - When the game has ended, what it left behind is killed and the exit is written.
 */
export const LAUNCHER_SCRIPT = `
umask 077
launcher=$$ control=$1
shift
cd "$control" || exit 1
starter=$(cat starter) || exit 1
rm -f stdin
mkfifo -m 600 stdin || exit 1
# Held open from here on: what is written to a FIFO that nobody has open is lost.
exec 3<> stdin

started() {
  started=
  { read -r stat < "/proc/$1/stat"; } 2>/dev/null || return 1
  set -- \${stat##*) }
  [ "$1" != Z ] || return 1
  started=\${20}
}

end_game() {
  if [ -n "$_gk_leader" ]; then
    if [ -e "$_gk_leader/cgroup.kill" ]; then
      echo 1 > "$_gk_leader/cgroup.kill"
    else
      round=0
      while [ "$round" -lt 50 ]; do
        found=
        while read -r member; do found=1; kill -9 "$member"; done < "$_gk_leader/cgroup.procs"
        [ -n "$found" ] || break
        round=$((round + 1))
      done
    fi
  elif [ -n "$_gk_uid" ]; then
    setpriv --reuid="$_gk_uid" --regid="$_gk_uid" --clear-groups /bin/sh -c 'kill -9 -1'
  else
    for place in $(grep -lzxF "GAMEKEEPER_RUN_ID=$_gk_run_id" /proc/[0-9]*/environ); do
      place=\${place#/proc/}
      kill -9 "\${place%/environ}"
    done
  fi
  kill -9 "-$game"
} 2>/dev/null

drop_oldest() {
  set -- $(stat -c '%s %b' console.log)
  [ $(($2 * 512)) -gt "$_gk_max_bytes" ] || return 1
  cut=$((($1 - _gk_max_bytes / 2) / 4096 * 4096))
  echo "$cut" > floor.new && mv floor.new floor || return 1
  fallocate --punch-hole --offset 0 --length "$cut" console.log || : > console.log
}

watch() {
  pause=2
  while sleep "$pause"; do
    pause=2
    started "$launcher" || exit
    if ! [ . -ef "$control" ]; then
      kill -9 "$game"
      end_game
      exit
    fi
    if { read -r agent since < agent; } 2>/dev/null && started "$agent" && [ "$started" = "$since" ]; then
      continue
    fi
    drop_oldest && pause=0.2
  done
}

(
  exec 3<&-
  for group in "$@"; do echo 0 > "$group/cgroup.procs" || exit 126; done
  { echo 300 > /proc/self/oom_score_adj; } 2>/dev/null
  set -- /bin/sh -c "$starter" gamekeeper-starter
  [ -z "$_gk_setpriv" ] || set -- setpriv $_gk_setpriv "$@"
  [ -z "$_gk_processes" ] || set -- prlimit --nproc="$_gk_processes" "$@"
  exec setsid "$@"
) <&3 >> console.log 2>&1 &
game=$!
started "$game"
game_started=$started
started "$launcher"
echo "$game $game_started $launcher $started" > processes.new && mv processes.new processes

watch &
wait "$game"
code=$?
end_game
[ -z "$(tail -c 1 console.log)" ] || echo >> console.log
echo "$code $(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)" > exit.new && mv exit.new exit
[ . -ef "$control" ] || rmdir "$@"
trap '' TERM
kill -TERM 0
`;

/**
 * Runs as the game's own user: takes folder, environment and arguments out of numbered variables, and becomes the game.
 * `eval` sees variable names only. Signals that a background shell ignores are set back, else ^C would do nothing.
 */
export const STARTER_SCRIPT = `
set --
_gk_i=0
while [ "$_gk_i" -lt "$_gk_argument_count" ]; do
  eval "set -- \\"\\$@\\" \\"\\$_gk_argument_$_gk_i\\""
  unset "_gk_argument_$_gk_i"
  _gk_i=$((_gk_i + 1))
done
cd "$_gk_directory" || exit 126
unset PWD OLDPWD
umask 027
# Before anything of the user's is exported: a variable such as IFS changes what this shell does.
[ -z "$_gk_env" ] || set -- $_gk_env "$@"
_gk_i=0
while [ "$_gk_i" -lt "$_gk_variable_count" ]; do
  eval "export \\"\\$_gk_variable_$_gk_i\\""
  unset "_gk_variable_$_gk_i"
  _gk_i=$((_gk_i + 1))
done
unset _gk_argument_count _gk_variable_count _gk_directory _gk_leader _gk_uid _gk_setpriv _gk_processes
unset _gk_max_bytes _gk_env _gk_run_id
exec "$@"
`;

/** Names that a shell keeps for itself and will not pass on as given. */
const SHELL_NAMES = new Set(["OPTIND", "PPID", "UID", "EUID", "SHELLOPTS", "BASHOPTS", "PWD", "OLDPWD", "_"]);

/** Throws unless the shell on the way passes this variable on as it is. */
export function checkVariable(name: string, value: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || name.startsWith("_gk_") || SHELL_NAMES.has(name)) {
    throw new Error(`The environment cannot have a variable named ${JSON.stringify(name)}.`);
  }
  if (value.includes("\0")) throw new Error(`The variable ${name} has a NUL in its value.`);
}

/** Throws unless these are a program's name and its arguments. */
export function checkArguments(argv: string[]): void {
  const program = argv[0];
  if (!program || program.startsWith("-") || program.includes("=")) {
    throw new Error(`Not the name of a program: ${JSON.stringify(program ?? "")}.`);
  }
  if (argv.some((argument) => argument.includes("\0"))) throw new Error("An argument has a NUL in it.");
}
