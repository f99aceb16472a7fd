/**
 * The script behind `curl -fsSL <panel>/agent/install | sh -s -- <join token>`: fetches the agent, compares its checksum, and starts it. It holds no
 * secret and changes nothing outside of the folder it is told.
 */
export function installScript(publicUrl: string): string {
  return `#!/bin/sh
# Joins this machine to the Gamekeeper panel at ${publicUrl}
# Usage: sh -s -- <join token> [--insecure]
set -eu

PANEL=${quoted(publicUrl)}
TOKEN="\${1:-}"
if [ -z "$TOKEN" ]; then
  echo "Give the join token that the panel shows: sh -s -- gkj_..." >&2
  exit 64
fi
shift
# As root each game server gets a user of its own, who must be able to pass through the folders above; root's home is closed.
if [ "$(id -u)" = 0 ]; then FOLDER=/var/lib/gamekeeper-agent; else FOLDER="$HOME/.gamekeeper-agent"; fi
FOLDER="\${GAMEKEEPER_AGENT_HOME:-$FOLDER}"

NODE="$(command -v node || true)"
if [ -z "$NODE" ] || ! "$NODE" -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 24 ? 0 : 1)'; then
  echo "The agent needs Node.js 24 or newer in PATH." >&2
  exit 69
fi

fetch() {
  if command -v curl >/dev/null 2>&1; then curl -fsSL "$1" -o "$2"
  elif command -v wget >/dev/null 2>&1; then wget -qO "$2" "$1"
  else echo "The agent is fetched with curl or wget; neither is here." >&2; exit 69
  fi
}

umask 077
mkdir -p "$FOLDER"
cd "$FOLDER"
fetch "$PANEL/agent/download" gamekeeper-agent.mjs.new
fetch "$PANEL/agent/download.sha256" gamekeeper-agent.mjs.sha256
WANTED="$(cut -d ' ' -f 1 gamekeeper-agent.mjs.sha256)"
GOT="$("$NODE" -e 'process.stdout.write(require("crypto").createHash("sha256").update(require("fs").readFileSync(process.argv[1])).digest("hex"))' gamekeeper-agent.mjs.new)"
if [ "$WANTED" != "$GOT" ]; then
  rm -f gamekeeper-agent.mjs.new
  echo "The agent that arrived is not the one the panel speaks of (checksum $GOT instead of $WANTED)." >&2
  exit 65
fi
mv gamekeeper-agent.mjs.new gamekeeper-agent.mjs
echo "Starting the agent; it keeps its files in $FOLDER"
GAMEKEEPER_JOIN_TOKEN="$TOKEN" exec "$NODE" gamekeeper-agent.mjs --home "$FOLDER" --panel "$PANEL" "$@"
`;
}

/** A word for sh that means itself, whatever is in it. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
