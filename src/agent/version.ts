declare const GAMEKEEPER_VERSION: string | undefined;

/** The version of this agent; the bundle has the release's own. */
export const AGENT_VERSION = typeof GAMEKEEPER_VERSION === "string" ? GAMEKEEPER_VERSION : "0.0.0-source";
