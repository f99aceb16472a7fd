export interface IsolationOptions {
  /** The folder with `servers/<serverId>`; names the groups of this agent apart from another's. */
  agentHome: string;
  /** User ids that are this agent's to give, one to a server. Used when the agent is root. Default 20000 to 29999. */
  users?: { from: number; to: number };
  /** Do without what is there; for tests and for machines where groups are forbidden. */
  without?: ("groups" | "users")[];
}

/** What limits and separation this machine gives, in words a panel can show. */
export interface IsolationDescription {
  memoryLimit: "cgroup2" | "cgroup1" | "none";
  cpuLimit: "cgroup2" | "cgroup1" | "none";
  /** `user` is a limit by the kernel on the server's own user id. */
  processLimit: "cgroup2" | "cgroup1" | "user" | "none";
  user: "dedicated" | "own";
  notes: string[];
}

export interface ServerUser {
  uid: number;
  gid: number;
}

export interface Isolation {
  readonly agentHome: string;
  describe(): IsolationDescription;
  /** Makes `files/` and `control/` with their owners and modes. Gives the user that runs the game. */
  prepareHome(home: string): ServerUser;
  /** Gives everything below `files/` to the server's user, after an install, upload or restore. Not while the game runs. */
  claimFiles(home: string): Promise<void>;
  /** Ends and removes what earlier runs left, but for the homes that are to be adopted. */
  reclaim(keepHomes: string[]): Promise<void>;
}

/** Finds out what this machine can. Looks at files and starts nothing long; call it once at start. */
export function detectIsolation(_options: IsolationOptions): Isolation {
  throw new Error("not built");
}
