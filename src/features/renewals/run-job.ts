/** The job that does what is due about servers' ends: each minute, and when the setting changes. */
export const RUN_JOB = "renewals.run";
