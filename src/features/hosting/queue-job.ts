/** The job that makes servers that wait, in their order: each minute, and when room becomes free. */
export const SERVE_JOB = "queue.serve";
