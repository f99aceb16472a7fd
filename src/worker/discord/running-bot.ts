/** A bot that is being run: connects by itself, and again, until it is closed. */
export interface RunningBot {
  close(): Promise<void>;
}
