/** How often the pages about use look again, in milliseconds. Calls are written down some seconds behind, and no event tells of them. */
export const LOOK_MS = 10_000;
